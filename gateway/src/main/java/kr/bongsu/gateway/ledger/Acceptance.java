package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Rejection;
import org.jspecify.annotations.Nullable;

/// Writes submissions. Lives on the commit thread, which gives every id in rising order.
final class Acceptance {

    private final String ledger;
    private long lastTelegram;
    private long lastMessage;
    private long lastPush;

    Acceptance(String ledger, Sql sql) throws SQLException {
        this.ledger = ledger;
        this.lastTelegram = sql.number(0, "SELECT max(id) FROM telegram");
        this.lastMessage = sql.number(0, "SELECT max(id) FROM message");
        this.lastPush = sql.number(0, "SELECT max(id) FROM push");
    }

    /// @param inMemory whether the delivery has places for what may be sent at once
    Receipt write(Transaction transaction, Submission submission, boolean inMemory)
            throws SQLException {
        Sql sql = transaction.sql();
        long telegram = ++lastTelegram;
        int inserted =
                sql.update(
                        """
                        INSERT INTO telegram (id, key, link, lane, retry_count, received_at)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """,
                        telegram,
                        submission.key().orElse(null),
                        submission.link(),
                        submission.lane().word(),
                        submission.retryCount(),
                        submission.receivedAt().toEpochMilli());
        if (inserted == 0) {
            return new Receipt.Duplicate();
        }
        List<Push> ready = new ArrayList<>();
        for (Submission.Addressed addressed : submission.messages()) {
            long message = writeMessage(sql, telegram, addressed);
            for (Recipient recipient : addressed.recipients()) {
                writePush(transaction, submission, addressed, message, recipient, inMemory)
                        .ifPresent(ready::add);
            }
        }
        transaction.stored(submission.pushes());
        return new Receipt.Stored(ready);
    }

    private long writeMessage(Sql sql, long telegram, Submission.Addressed addressed)
            throws SQLException {
        long message = ++lastMessage;
        sql.update(
                """
                INSERT INTO message (id, telegram, service, title, body, push_group, uuid, reserved_for)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                message,
                telegram,
                addressed.message().service(),
                addressed.message().title(),
                addressed.message().body(),
                addressed.message().group(),
                addressed.message().uuid(),
                addressed.reservedFor().map(Instant::toEpochMilli).orElse(null));
        return message;
    }

    private Optional<Push> writePush(
            Transaction transaction,
            Submission submission,
            Submission.Addressed addressed,
            long message,
            Recipient recipient,
            boolean inMemory)
            throws SQLException {
        PushId id = new PushId(ledger, ++lastPush);
        Instant received = submission.receivedAt();
        // What is not reserved is due always, whatever the clock says later.
        Instant due = addressed.reservedFor().filter(received::isBefore).orElse(Instant.EPOCH);
        if (!recipient.token().isUsable()) {
            insert(transaction, id, message, recipient, PushState.REJECTED, null, received);
            transaction.rejected(1);
            return Optional.empty();
        }
        if (inMemory && !due.isAfter(received)) {
            insert(transaction, id, message, recipient, PushState.IN_FLIGHT, null, null);
            return Optional.of(new Push(id, submission.lane(), addressed.message(), recipient, 0));
        }
        insert(transaction, id, message, recipient, PushState.PENDING, due, null);
        return Optional.empty();
    }

    private static void insert(
            Transaction transaction,
            PushId id,
            long message,
            Recipient recipient,
            PushState state,
            @Nullable Instant due,
            @Nullable Instant rejectedAt)
            throws SQLException {
        transaction
                .sql()
                .update(
                        """
                        INSERT INTO push (id, message, customer, phone, token, company, type,
                          state, attempts, due_at, settled_at, result)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
                        """,
                        id.number(),
                        message,
                        recipient.customer(),
                        recipient.phone(),
                        recipient.token().value(),
                        recipient.company(),
                        recipient.type(),
                        state.number(),
                        due == null ? null : due.toEpochMilli(),
                        rejectedAt == null ? null : rejectedAt.toEpochMilli(),
                        rejectedAt == null ? null : Rejection.UNUSABLE_TOKEN.name());
    }
}
