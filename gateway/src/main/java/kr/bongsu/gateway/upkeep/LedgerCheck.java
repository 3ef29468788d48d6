package kr.bongsu.gateway.upkeep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Reads;

/// Looks whether what always holds of a ledger holds; reads every row, beside a running gateway.
///
/// Each question is one statement, so that it sees one moment.
public final class LedgerCheck {

    private static final String FINALS =
            Arrays.stream(PushState.values())
                    .filter(PushState::isFinal)
                    .map(state -> String.valueOf(state.number()))
                    .collect(Collectors.joining(", "));

    /// What was looked at, and what was found.
    ///
    /// @param wrong how many rows, or by how many the counts differ; 0 when all is well
    public record Finding(String what, long wrong) {}

    private LedgerCheck() {}

    /// All findings, the good ones too.
    public static List<Finding> of(Reads reads) {
        List<Finding> findings = new ArrayList<>();
        for (PushState state : PushState.values()) {
            findings.add(
                    new Finding(
                            "pushes counted as " + state.word(),
                            Math.abs(
                                    reads.number(
                                            0,
                                            """
                                            SELECT (SELECT count(*) FROM push WHERE state = ?)
                                              - (SELECT coalesce(sum(pushes), 0) FROM tally WHERE state = ?)
                                            """,
                                            (long) state.number(),
                                            (long) state.number()))));
        }
        ask(
                findings,
                reads,
                "pushes without a message",
                "SELECT count(*) FROM push p LEFT JOIN message m ON m.id = p.message WHERE m.id IS"
                        + " NULL");
        ask(
                findings,
                reads,
                "messages without a telegram",
                "SELECT count(*) FROM message m LEFT JOIN telegram t ON t.id = m.telegram WHERE"
                        + " t.id IS NULL");
        ask(
                findings,
                reads,
                "requests without a telegram",
                "SELECT count(*) FROM request r LEFT JOIN telegram t ON t.id = r.id WHERE t.id IS"
                        + " NULL");
        ask(
                findings,
                reads,
                "pushes that are before their message",
                "SELECT count(*) FROM push WHERE id < message");
        ask(
                findings,
                reads,
                "final pushes without a time or with an owner",
                "SELECT count(*) FROM push WHERE state IN ("
                        + FINALS
                        + ") AND (settled_at IS NULL OR owner IS NOT NULL)");
        ask(
                findings,
                reads,
                "accepted pushes without FCM's name",
                "SELECT count(*) FROM push WHERE state = "
                        + PushState.ACCEPTED.number()
                        + " AND fcm_name IS NULL");
        ask(
                findings,
                reads,
                "waiting pushes that nobody will fetch",
                "SELECT count(*) FROM push WHERE state IN (0, 1, 4) AND owner IS NULL");
        ask(
                findings,
                reads,
                "catalogued ranges with a wrong count",
                """
                SELECT count(*) FROM push_bucket b WHERE b.pushes <> (
                  SELECT count(*) FROM push p WHERE p.id BETWEEN b.bucket * 1024 AND b.bucket * 1024 + 1023)
                """);
        return List.copyOf(findings);
    }

    private static void ask(List<Finding> findings, Reads reads, String what, String sql) {
        findings.add(new Finding(what, reads.number(0, sql)));
    }
}
