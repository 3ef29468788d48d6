package kr.bongsu.fepsimulator.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kr.bongsu.telegram.yaml.Fault;
import kr.bongsu.telegram.yaml.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerFileTest {

    @TempDir Path folder;

    private final Faults faults = new Faults();

    @Test
    void aCsvFileIsReadInTurnAndOverAgain() throws IOException {
        Customers customers =
                read(
                                "c.csv",
                                """
                                csno,device_id,rcms_cnrp_name,msg_title,msg_contents
                                1,token-1,"김, ""봉수""\",,
                                2,,이,똠,뷁
                                """)
                        .orElseThrow();
        assertThat(customers.at(0).name()).isEqualTo("김, \"봉수\"");
        assertThat(customers.message(0)).isEmpty();
        assertThat(customers.message(1).map(Message::title)).hasValue("똠");
        assertThat(customers.at(1).token()).isEmpty();
        assertThat(customers.at(2)).isEqualTo(customers.at(0));
    }

    @Test
    void aFileOfJsonLinesIsRead() throws IOException {
        Customers customers =
                read(
                                "c.jsonl",
                                """
                                {"csno": 1, "device_id": "t\\"1", "type": "2"}

                                {"csno": "2", "device_id": "t2"}
                                """)
                        .orElseThrow();
        assertThat(customers.at(0).number()).isEqualTo("1");
        assertThat(customers.at(0).token()).isEqualTo("t\"1");
        assertThat(customers.at(0).type()).isEqualTo("2");
        assertThat(customers.at(1).type()).isEqualTo("1");
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() throws IOException {
        assertThat(read("a.csv", "csno,device_ld\n1,2\n")).isEmpty();
        assertThat(read("b.csv", "csno,device_id\n1\n")).isEmpty();
        assertThat(read("c.jsonl", "{\"csno\":\"1\",\"device_id\":[]}\n")).isEmpty();
        assertThat(read("d.jsonl", "csno\n")).isEmpty();
        assertThat(read("e.csv", "csno,device_id\n")).isEmpty();
        assertThat(CustomerFile.read(folder.resolve("f.csv"), faults)).isEmpty();
        assertThat(faults.list().stream().map(Fault::toString))
                .anyMatch(fault ->
                        fault.contains("a.csv:1: unknown column 'device_ld'; did you mean"))
                .anyMatch(fault -> fault.contains("b.csv:2: has 1 cells, the heading 2"))
                .anyMatch(fault -> fault.contains("c.jsonl:1: is not one flat JSON object"))
                .anyMatch(fault -> fault.contains("d.jsonl:1: is not JSON"))
                .anyMatch(fault -> fault.contains("e.csv: holds no customer"))
                .anyMatch(fault -> fault.contains("f.csv: no such file"));
    }

    private Optional<Customers> read(String name, String text) throws IOException {
        return CustomerFile.read(Files.writeString(folder.resolve(name), text), faults);
    }
}
