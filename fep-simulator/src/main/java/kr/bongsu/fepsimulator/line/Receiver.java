package kr.bongsu.fepsimulator.line;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kr.bongsu.fepsimulator.fault.Manners;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.Telegram;

/// Takes what the push server sends over one connection.
final class Receiver {

    private static final String RESULTS = "S";
    private static final String TOTAL = "T";
    private static final int BUFFER = 64 * 1024;
    private static final int SLOW_READS_PER_SECOND = 10;

    private final Desk desk;
    private final Exchange exchange;
    private final long connection;
    private final Manners manners;
    private final Composer composer;
    private final List<Reply> replies = new ArrayList<>();

    Receiver(Desk desk, Exchange exchange, long connection, Manners manners, Composer composer) {
        this.desk = desk;
        this.exchange = exchange;
        this.connection = connection;
        this.manners = manners;
        this.composer = composer;
    }

    /// Takes telegrams until the connection ends or must end; tells why.
    ///
    /// @param deaf whether what comes from now on is to be left unread
    String run(InputStream in, BooleanSupplier deaf) throws IOException, InterruptedException {
        Framer framer = new Framer(desk.layout());
        byte[] buffer = new byte[size()];
        while (true) {
            int count = in.read(buffer);
            if (deaf.getAsBoolean()) {
                return "half-open";
            }
            if (count < 0) {
                return "closed by the push server"
                        + (framer.pending() > 0 ? " in mid-telegram" : "");
            }
            framer.offer(ByteBuffer.wrap(buffer, 0, count));
            Optional<String> fault = takeAll(framer);
            exchange.answered(replies);
            replies.clear();
            if (fault.isPresent()) {
                return fault.get();
            }
            if (manners.bytesPerSecond() > 0) {
                Thread.sleep(1000L * count / manners.bytesPerSecond());
            }
        }
    }

    private int size() {
        return manners.bytesPerSecond() == 0
                ? BUFFER
                : Math.clamp(manners.bytesPerSecond() / SLOW_READS_PER_SECOND, 1, BUFFER);
    }

    private Optional<String> takeAll(Framer framer) {
        while (true) {
            switch (framer.next()) {
                case Framing.Incomplete _ -> {
                    return Optional.empty();
                }
                case Framing.Broken(String what) -> {
                    return Optional.of("no telegram: " + what);
                }
                case Framing.Whole(byte[] bytes) -> {
                    switch (desk.layout().decode(bytes)) {
                        case Decoding.Malformed bad -> {
                            return Optional.of("malformed telegram: " + bad);
                        }
                        case Decoding.Decoded(Telegram telegram) -> {
                            if (!take(telegram)) {
                                return Optional.of("asks without reading the answers");
                            }
                        }
                    }
                }
            }
        }
    }

    /// Tells whether the push server may go on.
    private boolean take(Telegram telegram) {
        boolean signOn = telegram.kind().equals("A");
        boolean heartbeat = telegram.kind().equals("H");
        if (telegram.isAnswer()) {
            if (!signOn && !heartbeat) {
                replies.add(reply(telegram.header()));
            }
            return true;
        }
        switch (telegram.kind()) {
            case RESULTS -> noteResults(telegram);
            case TOTAL -> noteTotal(telegram);
            default -> {
                // Nothing to tell of.
            }
        }
        Manners.Answering answering = signOn ? manners.signOn() : manners.heartbeat();
        boolean room =
                switch (answering) {
                    case Manners.Answering.Good _ -> answer(telegram, Rules.GOOD);
                    case Manners.Answering.Refused(String code) -> answer(telegram, code);
                    case Manners.Answering.Mute _ -> true;
                };
        if (signOn && answering instanceof Manners.Answering.Good) {
            exchange.signedOn(connection);
        }
        return room;
    }

    /// What became of pushes, for whoever reads the log.
    private void noteResults(Telegram results) {
        for (BlockView each : results.body()) {
            Block block = each.block();
            desk.log()
                    .info(
                            "result",
                            "id",
                            each.text(block.field("rslt_id")),
                            "csno",
                            each.text(block.field("csno")),
                            "code",
                            each.text(block.field("rslt_cd")));
        }
    }

    /// What became of a day's pushes, all together.
    private void noteTotal(Telegram total) {
        for (BlockView each : total.body()) {
            Block block = each.block();
            desk.log()
                    .info(
                            "total",
                            "id",
                            each.text(block.field("rslt_id")),
                            "day",
                            each.text(block.field("rslt_date")),
                            "accepted",
                            count(each, "accept_cnt"),
                            "rejected",
                            count(each, "reject_cnt"),
                            "expired",
                            count(each, "expire_cnt"),
                            "cancelled",
                            count(each, "cancel_cnt"),
                            "untold",
                            count(each, "untold_cnt"));
        }
    }

    private static long count(BlockView total, String field) {
        return total.number(total.block().field(field)).orElse(-1);
    }

    private boolean answer(Telegram request, String code) {
        return exchange.answer(connection, composer.answer(request, code, desk.clock().instant()));
    }

    private static Reply reply(BlockView header) {
        return new Reply(
                header.number(header.block().field("P_Sequence")).orElse(-1),
                header.text(header.block().field("P_UUID")),
                header.number(header.block().field("P_RetryCount")).orElse(0),
                header.text(header.block().field("P_ResponseCode")));
    }
}
