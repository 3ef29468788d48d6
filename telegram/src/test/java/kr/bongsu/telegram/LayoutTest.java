package kr.bongsu.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final Block MESSAGE = Sample.LAYOUT.block("message").orElseThrow();
    private static final Block RECIPIENT = Sample.LAYOUT.block("recipient").orElseThrow();

    @Test
    void theDefaultLayoutHasTheSizesOfTheWire() {
        assertThat(Sample.LAYOUT.header().size()).isEqualTo(86);
        assertThat(MESSAGE.size()).isEqualTo(1347);
        assertThat(RECIPIENT.size()).isEqualTo(318);
        assertThat(Sample.data("x", FramerTest.many(7))).hasSize(1449 + 7 * 318);
    }

    @Test
    void everyRecordAndRecipientOfATelegramIsRead() {
        TelegramWriter writer = new TelegramWriter(Sample.LAYOUT);
        Sample.header(writer, "D", 2);
        Sample.record(writer, "첫째 '따옴표' \\", 2, "1", "2");
        Sample.record(writer, "둘째", 1, "3");
        Telegram telegram = decoded(writer.end());
        assertThat(telegram.body().stream().map(view -> view.block().name()))
                .containsExactly(
                        "data_header",
                        "message",
                        "recipient",
                        "recipient",
                        "data_header",
                        "message",
                        "recipient");
        assertThat(
                        telegram.body().stream()
                                .filter(view -> view.block().equals(RECIPIENT))
                                .map(view -> view.text(RECIPIENT.field("csno"))))
                .isEqualTo(List.of("1", "2", "3"));
        assertThat(telegram.body().get(1).text(MESSAGE.field("msg_title")))
                .isEqualTo("첫째 '따옴표' \\");
    }

    @Test
    void moreRecipientsPromisedThanPresentIsAFault() {
        TelegramWriter writer = new TelegramWriter(Sample.LAYOUT);
        Sample.header(writer, "D", 1);
        Sample.record(writer, "x", 3, "1", "2");
        assertThat(malformed(writer.end()).what()).contains("counts say more");
    }

    @Test
    void fewerRecipientsPromisedThanPresentIsAFault() {
        TelegramWriter writer = new TelegramWriter(Sample.LAYOUT);
        Sample.header(writer, "D", 1);
        Sample.record(writer, "x", 1, "1", "2");
        assertThat(malformed(writer.end()).what()).contains("318 bytes more");
    }

    @Test
    void aNumberThatIsNoneNamesFieldPlaceAndBytes() {
        byte[] telegram = Sample.data("x", "1");
        System.arraycopy("0000A".getBytes(Sample.MS949), 0, telegram, 86 + 16, 5);
        Decoding.Malformed fault = malformed(telegram);
        assertThat(fault.field()).isEqualTo("message.send_cnt");
        assertThat(fault.offset()).isEqualTo(102);
        assertThat(fault.what()).isEqualTo("not digits (30 30 30 30 41)");
    }

    @Test
    void aBlankCountIsAFaultButABlankSequenceIsNone() {
        byte[] blankCount = Sample.data("x", "1");
        Arrays.fill(blankCount, 102, 107, (byte) ' ');
        assertThat(malformed(blankCount).what()).startsWith("blank");
        Telegram telegram = decoded(Sample.data("x", "1"));
        assertThat(telegram.header().number(Sample.LAYOUT.header().field("P_Sequence"))).isEmpty();
    }

    @Test
    void anUnknownKindIsAFault() {
        byte[] telegram = Sample.heartbeat();
        telegram[6] = 'Z';
        assertThat(malformed(telegram).field()).isEqualTo("header.P_TransactionType");
    }

    @Test
    void anAnswerHasNoBodyWhateverItsKind() {
        TelegramWriter writer = new TelegramWriter(Sample.LAYOUT);
        Block header = Sample.LAYOUT.header();
        writer.begin()
                .put(header.field("P_TransactionType"), "D")
                .put(header.field("P_RequestType"), "R");
        Telegram telegram = decoded(writer.end());
        assertThat(telegram.isAnswer()).isTrue();
        assertThat(telegram.body()).isEmpty();
    }

    static Telegram decoded(byte[] bytes) {
        return switch (Sample.LAYOUT.decode(bytes)) {
            case Decoding.Decoded decoded -> decoded.telegram();
            case Decoding.Malformed fault -> throw new AssertionError(fault.toString());
        };
    }

    private static Decoding.Malformed malformed(byte[] bytes) {
        return switch (Sample.LAYOUT.decode(bytes)) {
            case Decoding.Decoded _ -> throw new AssertionError("was decoded");
            case Decoding.Malformed fault -> fault;
        };
    }
}
