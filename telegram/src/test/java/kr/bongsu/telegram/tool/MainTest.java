package kr.bongsu.telegram.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import kr.bongsu.telegram.HexDump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final String PUSH =
            """
            telegrams:
              - header: { P_TransactionType: D, P_Port: 9801, P_SN_TYPE: S, P_Sequence: 7, P_RecordCount: 1,
                          P_RequestType: Q, P_DATE: "20260302", P_UUID: "0001" }
                body:
                  - data_header: { D_servicename: ORDER }
                  - message: { send_cnt: 1, msg_title: "[체결] '똠'", msg_contents: "뷁 10주\\n\\"매수\\" \\\\" }
                  - recipient: { csno: "1000000891", cust_telno: "01012345678", device_id: "dQw4w9WgXcQ:APA91b",
                                 rcms_cnrp_name: 김봉수, type: "1" }
              - header: { P_TransactionType: H, P_RequestType: Q, P_RecordCount: 1 }
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatWasEncodedIsDecodedMasked() {
        byte[] telegrams = encoded(PUSH);
        assertThat(telegrams).hasSize(1449 + 318 + 86);
        assertThat(run(telegrams, "decode")).isZero();
        assertThat(text())
                .contains("# telegram 1 at byte 0, 1767 bytes", "# telegram 2 at byte 1767")
                .contains("P_Sequence: 7", "D_servicename: \"ORDER\"", "csno: \"*******891\"")
                .contains("device_id: \"dQw4...(18)\"", "rcms_cnrp_name: \"김**\"")
                .doesNotContain("01012345678", "APA91b", "체결", "뷁", "봉수");
    }

    @Test
    void whatIsDecodedInClearIsEncodedToTheSameBytes() {
        byte[] telegrams = encoded(PUSH);
        assertThat(run(telegrams, "decode", "--clear")).isZero();
        assertThat(text()).contains("msg_contents: \"뷁 10주\\n\\\"매수\\\" \\\\\"");
        assertThat(encoded(text())).isEqualTo(telegrams);
    }

    @Test
    void hexDumpsOfEveryKindAreRead() {
        byte[] telegrams = encoded(PUSH);
        run(telegrams, "decode");
        String expected = text();
        StringBuilder xxd = new StringBuilder();
        for (int at = 0; at < telegrams.length; at += 16) {
            byte[] line = Arrays.copyOfRange(telegrams, at, Math.min(at + 16, telegrams.length));
            String pairs =
                    HexFormat.of().formatHex(line).replaceAll("(.{4})", "$1 ").stripTrailing();
            xxd.append("%08x: %-39s  %s\n".formatted(at, pairs, "001761D098 0001S"));
        }
        String bongsu = HexDump.clear(telegrams, telegrams.length) + "00073d\n";
        String digits = HexFormat.of().formatHex(telegrams);
        for (String dump :
                List.of(xxd.toString(), bongsu, digits, digits.toUpperCase(Locale.ROOT))) {
            assertThat(run(dump.getBytes(StandardCharsets.UTF_8), "decode")).isZero();
            assertThat(text()).isEqualTo(expected);
        }
        assertThat(run("30 3".getBytes(StandardCharsets.UTF_8), "decode", "--hex")).isEqualTo(1);
        assertThat(errors()).contains("the input is no hex dump");
    }

    @Test
    void aMalformedTelegramIsNamedAndDumpedAndTheNextOneRead() {
        byte[] telegrams = encoded(PUSH);
        telegrams[106]++; // send_cnt says 2
        assertThat(run(telegrams, "decode", "-")).isEqualTo(1);
        assertThat(text())
                .contains("# telegram 1 at byte 0, 1767 bytes, malformed: recipient at byte 1767")
                .contains("# 000000  30 30 31 37 36 31 44")
                .contains("# telegram 2 at byte 1767, 86 bytes")
                .doesNotContain("01012345678");
    }

    @Test
    void noiseAndACutTelegramAreToldApart() {
        assertThat(run(utf8("x1012345678 hello"), "decode")).isEqualTo(1);
        assertThat(text()).contains("from byte 0 on, 17 bytes: length field").doesNotContain("678");
        assertThat(run(Arrays.copyOf(encoded(PUSH), 1500), "decode")).isEqualTo(1);
        assertThat(text()).contains("from byte 0 on, 1500 bytes: ends in mid-telegram");
    }

    @Test
    void aTelegramWithWrongCountsIsEncodedAndSaidToBeMalformed() {
        assertThat(run(utf8(PUSH.replace("send_cnt: 1", "send_cnt: 3")), "encode", "--raw"))
                .isEqualTo(1);
        assertThat(out.size()).isEqualTo(1449 + 318 + 86);
        assertThat(errors()).contains("malformed: recipient at byte 1767");
    }

    @Test
    void everyFaultOfAFileIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        String faulty =
                PUSH.replace("send_cnt: 1", "send_cnt: many")
                        .replace("D_servicename", "D_servicenam")
                        .replace("- recipient", "- reciepient")
                        .replace("type: \"1\"", "type: \"12\"");
        Path file = Files.writeString(folder.resolve("push.yaml"), faulty);
        assertThat(run(new byte[0], "encode", file.toString())).isEqualTo(1);
        assertThat(errors())
                .contains("push.yaml:5: unknown key", "did you mean 'D_servicename'?")
                .contains("push.yaml:6:", "'many' is not a number")
                .contains("push.yaml:7:", "the layout has no such block");
        assertThat(out.size()).isZero();
    }

    @Test
    void theTablesOfTheDocumentationAreTheLayouts() throws IOException {
        assertThat(run(new byte[0], "describe")).isZero();
        assertThat(Files.readString(Path.of("..", "docs", "telegram.md"))).contains(text());
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(run(new byte[0], "decod")).isEqualTo(2);
        assertThat(errors()).contains("did you mean 'decode'?");
        assertThat(run(new byte[0], "decode", "--claer")).isEqualTo(2);
        assertThat(errors()).contains("did you mean '--clear'?");
        assertThat(run(new byte[0])).isEqualTo(2);
        assertThat(run(new byte[0], "decode", "no-such-file")).isEqualTo(1);
        assertThat(errors()).contains("there is no file no-such-file");
        assertThat(run(new byte[0], "--help")).isZero();
        assertThat(text()).startsWith("Usage: bongsu telegram");
    }

    private byte[] encoded(String yaml) {
        assertThat(run(utf8(yaml), "encode", "--raw")).as(errors()).isZero();
        return out.toByteArray();
    }

    private int run(byte[] input, String... words) {
        out.reset();
        err.reset();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errorsTo = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Main(new ByteArrayInputStream(input), to, errorsTo).run(List.of(words));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
