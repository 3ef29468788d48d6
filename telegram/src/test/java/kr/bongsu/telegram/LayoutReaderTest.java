package kr.bongsu.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.bongsu.telegram.yaml.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutReaderTest {

    private static final String OTHER =
            """
            charset: UTF-8
            header: head
            kind: type
            answer: { field: way, value: A }
            length: { field: size, counts: all, limit: 4096 }
            trailer: tail
            telegrams:
              N: [ body, { repeat: n, of: [ item ] } ]
            blocks:
              head: [ { name: size, size: 4, type: N }, { name: type, size: 1, type: X },
                      { name: way, size: 1, type: X } ]
              body: [ { name: n, size: 2, type: N } ]
              item: [ { name: id, size: 3, type: 9 } ]
              tail: [ { name: end, size: 1, type: B } ]
            """;

    @TempDir Path folder;

    @Test
    void anotherLayoutWithBinaryLengthThatCountsItselfAndATrailerWorksBothWays()
            throws IOException {
        Faults faults = new Faults();
        Layout layout = LayoutReader.read(write(OTHER), faults).orElseThrow();
        assertThat(faults.isEmpty()).isTrue();
        TelegramWriter writer = new TelegramWriter(layout);
        writer.begin().put(layout.header().field("type"), "N");
        Block body = layout.block("body").orElseThrow();
        Block item = layout.block("item").orElseThrow();
        writer.add(body).put(body.field("n"), 2);
        writer.add(item).put(item.field("id"), 7);
        writer.add(item).put(item.field("id"), 999);
        byte[] bytes = writer.end();
        assertThat(bytes).hasSize(6 + 2 + 6 + 1).startsWith(0, 0, 0, 15);

        Framer framer = new Framer(layout);
        framer.offer(ByteBuffer.wrap(bytes));
        assertThat(framer.next()).isInstanceOf(Framing.Whole.class);
        assertThat(layout.decode(bytes))
                .isInstanceOfSatisfying(
                        Decoding.Decoded.class,
                        decoded ->
                                assertThat(
                                                decoded.telegram()
                                                        .body()
                                                        .get(2)
                                                        .number(item.field("id")))
                                        .hasValue(999));
    }

    @Test
    void everyFaultOfAFileIsReportedAtOnceWithItsLine() throws IOException {
        Faults faults = new Faults();
        Path file =
                write(
                        OTHER.replace("repeat: n", "repeat: m")
                                .replace("[ item ]", "[ itme ]")
                                .replace("charset: UTF-8", "charst: UTF-8")
                                .replace("type: 9", "type: 8"));
        assertThat(LayoutReader.read(file, faults)).isEmpty();
        assertThat(faults.list().stream().map(fault -> fault.line() + " " + fault.what()))
                .contains(
                        "1 unknown key 'charst'",
                        "8 'telegrams.N[1].repeat': no number field 'm' stands before",
                        "8 'telegrams.N[1].of[0]': no block 'itme'",
                        "13 'blocks.item[0].type': '8' is not known");
        assertThat(faults.toString()).contains("did you mean 'charset'?");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("telegram.yaml"), text);
    }
}
