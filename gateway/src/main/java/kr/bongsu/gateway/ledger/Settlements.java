package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.util.List;
import kr.bongsu.gateway.log.Log;

/// Writes what became of pushes in flight. A push that is not in flight any more, or already on a
/// later attempt, is left as it is.
final class Settlements {

    private static final Log LOG = Log.of(Settlements.class);

    private Settlements() {}

    static void write(Transaction transaction, List<Settlement> settlements) throws SQLException {
        for (Settlement settlement : settlements) {
            boolean written =
                    switch (settlement) {
                        case Settlement.Accepted accepted -> accepted(transaction, accepted);
                        case Settlement.Rejected rejected -> rejected(transaction, rejected);
                        case Settlement.Deferred deferred -> deferred(transaction, deferred);
                        case Settlement.Held held -> held(transaction, held);
                    };
            if (!written) {
                LOG.error(
                        "ledger.settled-elsewhere",
                        "push",
                        settlement.id().tag(),
                        "means",
                        "the push was not in flight; its earlier result stands");
            }
        }
    }

    private static boolean accepted(Transaction transaction, Settlement.Accepted accepted)
            throws SQLException {
        int rows =
                transaction
                        .sql()
                        .update(
                                """
                                UPDATE push SET state = 2, attempts = ?, settled_at = ?, fcm_name = ?
                                WHERE id = ? AND state = 1 AND attempts < ?
                                """,
                                accepted.attempts(),
                                accepted.at().toEpochMilli(),
                                accepted.fcmName(),
                                accepted.id().number(),
                                accepted.attempts());
        transaction.accepted(rows);
        return rows == 1;
    }

    private static boolean rejected(Transaction transaction, Settlement.Rejected rejected)
            throws SQLException {
        int rows =
                transaction
                        .sql()
                        .update(
                                """
                                UPDATE push SET state = 3, attempts = ?, settled_at = ?, result = ?
                                WHERE id = ? AND state = 1 AND attempts < ?
                                """,
                                rejected.attempts(),
                                rejected.at().toEpochMilli(),
                                rejected.reason() + ": " + rejected.detail(),
                                rejected.id().number(),
                                rejected.attempts());
        transaction.rejected(rows);
        return rows == 1;
    }

    private static boolean deferred(Transaction transaction, Settlement.Deferred deferred)
            throws SQLException {
        int rows =
                transaction
                        .sql()
                        .update(
                                """
                                UPDATE push SET state = 0, attempts = ?, due_at = ?, result = ?
                                WHERE id = ? AND state = 1 AND attempts < ?
                                """,
                                deferred.attempts(),
                                deferred.due().toEpochMilli(),
                                deferred.reason(),
                                deferred.id().number(),
                                deferred.attempts());
        if (rows == 1) {
            transaction
                    .sql()
                    .update(
                            "INSERT OR REPLACE INTO attempt (push, number, at, reason) VALUES (?, ?, ?, ?)",
                            deferred.id().number(),
                            deferred.attempts(),
                            deferred.at().toEpochMilli(),
                            deferred.reason());
        }
        return rows == 1;
    }

    private static boolean held(Transaction transaction, Settlement.Held held) throws SQLException {
        int rows =
                transaction
                        .sql()
                        .update(
                                """
                                UPDATE push SET state = 0, due_at = ?, result = ?
                                WHERE id = ? AND state = 1 AND attempts = ?
                                """,
                                held.due().toEpochMilli(),
                                held.reason(),
                                held.id().number(),
                                held.attempts());
        return rows == 1;
    }
}
