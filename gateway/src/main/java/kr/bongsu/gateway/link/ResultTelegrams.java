package kr.bongsu.gateway.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.TelegramWriter;

/// Builds the telegrams that tell the FEP what became of pushes. Not for several threads.
///
/// The same content has the same `P_UUID`, and each time it is told again one more in
/// `P_RetryCount`.
final class ResultTelegrams {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmssSSS");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");
    private static final int UUID_SIZE = 32;
    private static final int MOST_RETRIES = 99;
    private static final int MOST_ATTEMPTS = 999;
    private static final int REMEMBERED = 1_000;

    private final TelegramForm form;
    private final ResultForm results;
    private final ZoneId zone;
    private final TelegramWriter writer;

    /// How often each of the last telegrams has been told again.
    private final Map<String, Integer> told =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// @param zone in which it tells dates and times
    ResultTelegrams(TelegramForm form, ZoneId zone) {
        this.form = form;
        this.results = ResultForm.of(form.layout());
        this.zone = zone;
        this.writer = new TelegramWriter(form.layout());
    }

    /// A telegram and by what its answer is known.
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Question(String kind, String uuid, byte[] telegram) {}

    Question outcomes(List<PushOutcome> some, int port, Instant now) {
        String ids = some.stream().map(PushOutcome::id).collect(Collectors.joining(" "));
        String uuid = begin(ResultForm.OUTCOMES, ids, some.size(), port, now);
        ResultForm.Identity identity = results.outcome().identity();
        ResultForm.Ending ending = results.outcome().ending();
        for (PushOutcome each : some) {
            BlockView view = writer.add(results.outcome().block());
            view.put(identity.id(), each.id())
                    .put(identity.customer(), each.origin().customer())
                    .put(identity.uuid(), each.origin().uuid())
                    .put(identity.group(), each.origin().group())
                    .put(identity.service(), each.origin().service())
                    .put(ending.code(), code(each.state()))
                    .put(ending.at(), MOMENT.format(each.at().atZone(zone)))
                    .put(ending.attempts(), Math.min(each.attempts(), MOST_ATTEMPTS))
                    .put(ending.detail(), each.detail());
        }
        return new Question(ResultForm.OUTCOMES, uuid, writer.end());
    }

    Question total(DayTotal total, int port, Instant now) {
        String uuid = begin(ResultForm.TOTAL, total.id(), 1, port, now);
        ResultForm.Counts counts = results.total().counts();
        BlockView _ =
                writer.add(results.total().block())
                        .put(results.total().id(), total.id())
                        .put(results.total().date(), DATE.format(total.day()))
                        .put(counts.accepted(), total.of(PushState.ACCEPTED))
                        .put(counts.rejected(), total.of(PushState.REJECTED))
                        .put(counts.expired(), total.of(PushState.EXPIRED))
                        .put(counts.cancelled(), total.of(PushState.CANCELLED))
                        .put(counts.untold(), total.notTold());
        return new Question(ResultForm.TOTAL, uuid, writer.end());
    }

    private String begin(String kind, String content, int records, int port, Instant now) {
        String uuid = digest(kind + content);
        int retries = told.merge(uuid, 0, (times, _) -> Math.min(times + 1, MOST_RETRIES));
        BlockView _ =
                writer.begin()
                        .put(form.header().kind(), kind)
                        .put(form.header().requestType(), "Q")
                        .put(form.header().port(), port)
                        .put(form.header().recordCount(), records)
                        .put(form.header().retryCount(), retries)
                        .put(form.header().date(), DATE.format(now.atZone(zone)))
                        .put(form.header().time(), TIME.format(now.atZone(zone)))
                        .put(form.header().uuid(), uuid);
        return uuid;
    }

    /// One character, as docs/telegram.md lists them.
    private static String code(PushState state) {
        return switch (state) {
            case ACCEPTED -> "Y";
            case REJECTED -> "N";
            case EXPIRED -> "E";
            case CANCELLED -> "C";
            case PENDING, IN_FLIGHT, RESERVED, HELD ->
                    throw new IllegalArgumentException(state + " is no ending");
        };
    }

    private static String digest(String content) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, UUID_SIZE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
