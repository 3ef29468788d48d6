package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;

/// Moves pushes between the ledger and the memory of the running gateway.
final class Claims {

    private final String ledger;

    Claims(String ledger) {
        this.ledger = ledger;
    }

    /// Takes at most `most` pending pushes whose time has come, oldest first; they are in flight
    /// from now on.
    List<Push> claim(Transaction transaction, int most, Instant now) throws SQLException {
        List<Push> due = new ArrayList<>();
        Sql sql = transaction.sql();
        try (ResultSet row =
                sql.query(
                        """
                        SELECT p.id, t.lane, p.attempts, p.customer, p.phone, p.token, p.company, p.type,
                          m.service, m.title, m.body, m.push_group, m.uuid
                        FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
                        WHERE p.state = 0 AND p.due_at <= ? ORDER BY p.due_at, p.id LIMIT ?
                        """,
                        now.toEpochMilli(),
                        most)) {
            while (row.next()) {
                due.add(push(row));
            }
        }
        for (Push push : due) {
            sql.update(
                    "UPDATE push SET state = 1, due_at = NULL WHERE id = ? AND state = 0",
                    push.id().number());
        }
        return due;
    }

    /// Gives pushes back unsent; they are due at once.
    static void release(Transaction transaction, List<Push> pushes, Instant now)
            throws SQLException {
        for (Push push : pushes) {
            transaction
                    .sql()
                    .update(
                            "UPDATE push SET state = 0, due_at = ? WHERE id = ? AND state = 1",
                            now.toEpochMilli(),
                            push.id().number());
        }
    }

    /// Takes over what a process that is no more had in its memory.
    ///
    /// @return how many pushes
    static int takeOver(Transaction transaction, Instant now) throws SQLException {
        return transaction
                .sql()
                .update(
                        "UPDATE push SET state = 0, due_at = ? WHERE state = 1",
                        now.toEpochMilli());
    }

    private Push push(ResultSet row) throws SQLException {
        return new Push(
                new PushId(ledger, row.getLong(1)),
                Lane.of(row.getString(2)),
                new Message(
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13)),
                new Recipient(
                        row.getString(4),
                        row.getString(5),
                        new DeviceToken(row.getString(6)),
                        row.getString(7),
                        row.getString(8)),
                row.getInt(3));
    }
}
