package kr.bongsu.gateway.link;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.HexDump;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.Masking;
import kr.bongsu.telegram.Telegram;

/// How a trace reads: a line saying when and what, the telegram's blocks with their values masked,
/// and its bytes, masked too. Pure.
///
/// ```
/// 2026-03-02 09:00:00.123 <- D 1767 bytes
///   header: P_TotalLength=1761 P_TransactionType=D ...
///   recipient: csno=*******891 cust_telno=********678 device_id=dQw4...(149) ...
///   000000  30 30 31 37 36 31 44 30  39 38 30 31 53 30 30 30  |001761D09801S000|
/// ```
final class TraceText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final int MOST_BLOCKS = 40;
    private static final int DUMPED_BYTES = 4_096;

    private final Layout layout;
    private final ZoneId zone;

    TraceText(Layout layout, ZoneId zone) {
        this.layout = layout;
        this.zone = zone;
    }

    String of(Instant at, Trace.Event event) {
        String time = TIME.format(at.atZone(zone));
        return switch (event) {
            case Trace.Event.Received received -> time + " <- " + telegram(received.telegram());
            case Trace.Event.Sent sent -> time + " -> " + telegram(sent.telegram());
            case Trace.Event.Noise noise ->
                    time
                            + " <- "
                            + noise.bytes().length
                            + " bytes that are no telegram\n"
                            + HexDump.noise(noise.bytes(), 0, DUMPED_BYTES).indent(2);
            case Trace.Event.Said said -> time + " -- " + said.what() + "\n";
        };
    }

    private String telegram(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        switch (layout.decode(bytes)) {
            case Decoding.Decoded(Telegram telegram) -> {
                text.append(telegram.kind())
                        .append(telegram.isAnswer() ? " (answer), " : ", ")
                        .append(bytes.length)
                        .append(" bytes\n");
                block(text, telegram.header());
                List<BlockView> body = telegram.body();
                body.stream().limit(MOST_BLOCKS).forEach(each -> block(text, each));
                if (body.size() > MOST_BLOCKS) {
                    text.append("  ... ")
                            .append(body.size() - MOST_BLOCKS)
                            .append(" blocks more\n");
                }
                telegram.trailer().ifPresent(trailer -> block(text, trailer));
            }
            case Decoding.Malformed malformed ->
                    text.append(bytes.length)
                            .append(" bytes, malformed: ")
                            .append(malformed)
                            .append('\n');
        }
        return text.append(HexDump.masked(layout, bytes, DUMPED_BYTES).indent(2)).toString();
    }

    private static void block(StringBuilder text, BlockView block) {
        text.append("  ")
                .append(block.block().name())
                .append(": ")
                .append(
                        block.block().fields().stream()
                                .map(field -> field.name() + "=" + Masking.shown(block, field))
                                .collect(Collectors.joining(" ")))
                .append('\n');
    }
}
