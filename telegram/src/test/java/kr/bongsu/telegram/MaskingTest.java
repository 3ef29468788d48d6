package kr.bongsu.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MaskingTest {

    private static final Block RECIPIENT = Sample.LAYOUT.block("recipient").orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "NONE, ORDER, ORDER",
        "CUSTOMER, 1000000891, *******891",
        "PHONE, 01012345678, ********678",
        "PHONE, 123456, ******",
        "TOKEN, abcdefghijk, abcd...(11)",
        "TOKEN, abcd, ...(4)",
        "NAME, 김봉수, 김**",
        "NAME, 😀님, 😀*",
        "MESSAGE, 체결되었습니다, (7 characters)",
    })
    void aValueIsMaskedByWhatItTells(Privacy privacy, String text, String masked) {
        assertThat(Masking.mask(privacy, text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @EnumSource(Privacy.class)
    void anEmptyValueStaysEmpty(Privacy privacy) {
        assertThat(Masking.mask(privacy, "")).isEmpty();
    }

    @Test
    void aDumpHidesPersonalFieldsAndShowsTheOthers() {
        String dump = HexDump.masked(Sample.LAYOUT, telegram(), 10_000);
        assertThat(dump)
                .contains("000000  30 30 31 37 36 31 44")
                .contains("ORDER")
                .contains("99999999999")
                .doesNotContain("01012345678", "30 31 30 31 32", "tok", "74 6f 6b");
    }

    @Test
    void aMalformedTelegramShowsItsHeaderAlone() {
        byte[] telegram = telegram();
        telegram[106]++; // send_cnt says 2
        String dump = HexDump.masked(Sample.LAYOUT, telegram, 10_000);
        assertThat(dump)
                .contains("000000  30 30 31 37 36 31 44")
                .doesNotContain("ORDER", "4f 52 44", "30 31 30 31 32", "tok");
    }

    @Test
    void noiseShowsKindsAndNotMoreThanTheLimit() {
        byte[] noise = "01012345678 \0김!x".getBytes(Sample.MS949);
        assertThat(HexDump.noise(noise, 2, 100))
                .isEqualTo(
                        """
                        000000  30 31 ** ** ** ** ** **  ** ** ** 20 ** ** ** **  |01999999999 ^##!|
                        000010  **                                                |A|
                        """);
        assertThat(HexDump.noise(noise, 0, 3)).contains("|999|").endsWith("... 14 bytes more\n");
        assertThat(HexDump.noise(new byte[0], 6, 3)).isEmpty();
    }

    @Test
    void bytesShorterThanAHeaderAreNoise() {
        byte[] cut = Arrays.copyOf(telegram(), 20);
        assertThat(HexDump.masked(Sample.LAYOUT, cut, 100)).startsWith("000000  ** **");
    }

    private static byte[] telegram() {
        TelegramWriter writer = new TelegramWriter(Sample.LAYOUT);
        Sample.header(writer, "D", 1);
        Block service = Sample.LAYOUT.block("data_header").orElseThrow();
        Block message = Sample.LAYOUT.block("message").orElseThrow();
        writer.add(service).put(service.field("D_servicename"), "ORDER");
        writer.add(message).put(message.field("send_cnt"), 1).put(message.field("msg_title"), "체결");
        writer.add(RECIPIENT)
                .put(RECIPIENT.field("cust_telno"), "01012345678")
                .put(RECIPIENT.field("device_id"), "token");
        return writer.end();
    }
}
