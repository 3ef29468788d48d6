package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Rejection;
import org.jspecify.annotations.Nullable;

/// Remembers the tokens that FCM knows no more, so that later pushes to them need not ask again.
///
/// A token is marked by the answer to a push that went to that very token; a customer's new token
/// is another one. Numbers made of the tokens are kept in memory, at most [#MOST]: while a token's
/// is not among them, nothing is asked of the database.
final class DeadTokens {

    static final int MOST = 4_000_000;

    private static final Log LOG = Log.of(DeadTokens.class);
    private static final Table TABLE =
            Table.of("dead_token", "id#", "token", "push#", "reason", "at#");
    private static final Set<Rejection> DEAD =
            Set.of(Rejection.UNREGISTERED, Rejection.INVALID_TOKEN);

    /// Other gateways' marks may be as late as this in the table.
    private static final long LATE_MILLIS = 60_000;

    private final Duration remembered;
    private final LongSet known = new LongSet();
    private long seenUntil;

    /// @param remembered so long; zero for not at all
    DeadTokens(Duration remembered) {
        this.remembered = remembered;
    }

    /// Learns what is in the table, or has come to it since the last time.
    synchronized void learn(Sql sql, Instant now) throws SQLException {
        if (remembered.isZero()) {
            return;
        }
        long from = Math.max(seenUntil - LATE_MILLIS, now.minus(remembered).toEpochMilli());
        try (ResultSet row = sql.query("SELECT id, at FROM dead_token WHERE at >= ?", from)) {
            while (row.next()) {
                know(row.getLong(1));
                seenUntil = Math.max(seenUntil, row.getLong(2));
            }
        }
    }

    /// Marks the tokens that FCM has said it knows no more.
    void mark(Transaction transaction, List<Settlement> settled) throws SQLException {
        Map<Long, Settlement.Rejected> dead = new HashMap<>();
        for (Settlement each : settled) {
            if (each instanceof Settlement.Rejected rejected && DEAD.contains(rejected.reason())) {
                dead.put(each.id().number(), rejected);
            }
        }
        if (dead.isEmpty() || remembered.isZero()) {
            return;
        }
        Map<Long, @Nullable Object[]> rows = new HashMap<>();
        transaction
                .sql()
                .queryIn(
                        "SELECT id, token FROM push WHERE id IN ({in})",
                        List.copyOf(dead.keySet()),
                        row -> {
                            Settlement.Rejected why = dead.get(row.getLong(1));
                            if (why != null) {
                                String token = row.getString(2);
                                rows.put(numberOf(token), row(token, why));
                            }
                        });
        transaction
                .sql()
                .updateIn("DELETE FROM dead_token WHERE id IN ({in})", List.copyOf(rows.keySet()));
        transaction.sql().insert(TABLE, new ArrayList<>(rows.values()));
        synchronized (this) {
            // Should the commit fail, they are looked up in vain; no more.
            rows.keySet().forEach(this::know);
        }
    }

    private static @Nullable Object[] row(String token, Settlement.Rejected why) {
        return new @Nullable Object[] {
            numberOf(token), token, why.id().number(), why.reason().name(), why.at().toEpochMilli()
        };
    }

    /// Which of the tokens are dead.
    Set<String> find(Sql sql, List<String> tokens, Instant now) throws SQLException {
        Set<String> suspects = new HashSet<>();
        synchronized (this) {
            if (known.size() > 0) {
                tokens.stream()
                        .filter(each -> known.contains(numberOf(each)))
                        .forEach(suspects::add);
            }
        }
        Set<String> dead = new HashSet<>();
        if (!suspects.isEmpty()) {
            long from = now.minus(remembered).toEpochMilli();
            sql.queryIn(
                    "SELECT token FROM dead_token WHERE at >= ? AND id IN ({in})",
                    suspects.stream().map(DeadTokens::numberOf).toList(),
                    row -> dead.add(row.getString(1)),
                    from);
            dead.retainAll(suspects);
        }
        return dead;
    }

    private synchronized void know(long number) {
        if (known.size() == MOST) {
            LOG.warn(
                    "ledger.too-many-dead-tokens",
                    "kept",
                    MOST,
                    "means",
                    "pushes to further ones are sent to FCM, which refuses them",
                    "remedy",
                    "give the core system the list, and set ledger.dead_tokens lower");
        }
        if (known.size() <= MOST) {
            known.add(number);
        }
    }

    /// The same for the same token, always.
    static long numberOf(String token) {
        long number = 0xcbf29ce484222325L;
        for (int i = 0; i < token.length(); i++) {
            number = (number ^ token.charAt(i)) * 0x100000001b3L;
        }
        number = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
        return number ^ number >>> 33;
    }
}
