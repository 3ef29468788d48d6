package kr.bongsu.gateway.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;

/// Submissions for tests.
public final class Submissions {

    public static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
    public static final Room ROOMY =
            new Room() {
                @Override
                public boolean take(Lane lane, int pushes) {
                    return true;
                }

                @Override
                public void giveBack(Lane lane, int pushes) {}

                @Override
                public void lost() {}
            };

    private Submissions() {}

    public static Submission of(String key, Lane lane, int recipients) {
        return of(key, lane, Optional.empty(), recipients(recipients));
    }

    public static Submission of(
            String key, Lane lane, Optional<Instant> reserved, List<Recipient> recipients) {
        Message message = new Message("체결", "제목 ' 똠", "본문 \\", "g1", "u1");
        return new Submission(
                Optional.of(key),
                "single01",
                lane,
                0,
                NOW,
                List.of(new Submission.Addressed(message, reserved, recipients)));
    }

    public static List<Recipient> recipients(int count) {
        return IntStream.range(0, count).mapToObj(i -> recipient(i, "token-" + i)).toList();
    }

    public static Recipient recipient(int customer, String token) {
        return recipient("%010d".formatted(customer), token);
    }

    public static Recipient recipientOf(String customer) {
        return recipient(customer, "token-" + customer);
    }

    private static Recipient recipient(String customer, String token) {
        return new Recipient(customer, "01000000000", new DeviceToken(token), "증권", "1");
    }
}
