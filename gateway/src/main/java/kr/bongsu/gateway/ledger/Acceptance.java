package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Rejection;
import org.jspecify.annotations.Nullable;

/// Writes submissions, those of one commit together. A telegram has the number of its first
/// message, a message that of its first push.
final class Acceptance implements GroupCommit.Writer<Acceptance.Offer, Receipt> {

    private static final Table TELEGRAM =
            Table.of(
                    "telegram",
                    "id#",
                    "dedup_key",
                    "link",
                    "lane#",
                    "retry_count#",
                    "received_at#");
    private static final Table REQUEST = Table.of("request", "id#", "digest");
    private static final Table MESSAGE =
            Table.of(
                    "message",
                    "id#",
                    "telegram#",
                    "service",
                    "title",
                    "body",
                    "push_group",
                    "uuid",
                    "reserved_for#");
    private static final Table PUSH =
            Table.of(
                            "push",
                            "id#",
                            "message#",
                            "customer",
                            "phone",
                            "token",
                            "company",
                            "type",
                            "lane#",
                            "state#",
                            "attempts#",
                            "owner#",
                            "due_at#",
                            "settled_at#",
                            "result")
                    .growing();

    private final String ledger;
    private final Ahead ahead;
    private final DeadTokens dead;

    Acceptance(String ledger, Ahead ahead, DeadTokens dead) {
        this.ledger = ledger;
        this.ahead = ahead;
        this.dead = dead;
    }

    /// @param inMemory whether the delivery has places for what may be sent at once
    record Offer(Submission submission, boolean inMemory) {

        /// How many rows and how many numbers it needs at most.
        int rows() {
            return submission.pushes() + submission.messages().size() + 2;
        }
    }

    /// What the ledger knows of the recipients of one commit.
    ///
    /// @param ahead what of a customer waits already
    /// @param dead tokens that FCM knows no more
    private record Known(Ahead.Found ahead, Set<String> dead) {}

    /// The rows of one commit.
    private record Rows(
            Transaction transaction,
            Known known,
            List<@Nullable Object[]> telegrams,
            List<@Nullable Object[]> requests,
            List<@Nullable Object[]> messages,
            List<@Nullable Object[]> pushes) {}

    @Override
    public List<Receipt> write(Transaction transaction, List<Offer> offers) throws SQLException {
        Set<String> known = known(transaction.sql(), offers);
        Rows rows =
                new Rows(
                        transaction,
                        known(transaction, offers),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        List<Receipt> receipts = new ArrayList<>(offers.size());
        for (Offer offer : offers) {
            boolean isNew = offer.submission.key().map(key -> known.add(key)).orElse(true);
            receipts.add(isNew ? add(rows, offer) : new Receipt.Duplicate());
        }
        // When another node has stored the same telegram meanwhile, the unique key makes all fail
        // and it is found at the next try.
        transaction.sql().insert(TELEGRAM, rows.telegrams);
        transaction.sql().insert(REQUEST, rows.requests);
        transaction.sql().insert(MESSAGE, rows.messages);
        transaction.sql().insert(PUSH, rows.pushes);
        return receipts;
    }

    private Known known(Transaction transaction, List<Offer> offers) throws SQLException {
        Instant now = offers.getLast().submission.receivedAt();
        List<Recipient> all = new ArrayList<>();
        List<Ahead.Place> atOnce = new ArrayList<>();
        for (Offer offer : offers) {
            for (Submission.Addressed message : offer.submission.messages()) {
                all.addAll(message.recipients());
                if (offer.inMemory) {
                    message.recipients()
                            .forEach(each -> atOnce.add(behindAll(offer.submission, each)));
                }
            }
        }
        return new Known(
                ahead.find(transaction, atOnce, now),
                dead.find(
                        transaction.sql(),
                        all.stream().map(each -> each.token().value()).toList(),
                        now));
    }

    /// The keys that are stored already.
    private static Set<String> known(Sql sql, List<Offer> offers) throws SQLException {
        Set<String> known = new HashSet<>();
        sql.queryIn(
                "SELECT dedup_key FROM telegram WHERE dedup_key IN ({in})",
                offers.stream().flatMap(offer -> offer.submission.key().stream()).toList(),
                row -> known.add(row.getString(1)));
        return known;
    }

    private Receipt add(Rows rows, Offer offer) {
        Submission submission = offer.submission;
        List<Push> ready = new ArrayList<>();
        long telegram = 0;
        for (Submission.Addressed addressed : submission.messages()) {
            long message = rows.transaction.nextPush();
            telegram = telegram == 0 ? message : telegram;
            addMessage(rows, telegram, message, addressed);
            long push = message;
            for (Recipient recipient : addressed.recipients()) {
                // The first push has the message's number.
                long number = push == message ? push : rows.transaction.nextPush();
                Place place = place(rows.known, addressed, recipient, offer);
                addPush(rows, number, message, recipient, offer, place);
                if (place.state == PushState.IN_FLIGHT) {
                    PushId id = new PushId(ledger, number);
                    ready.add(
                            new Push(
                                    id,
                                    submission.lane(),
                                    addressed.message(),
                                    recipient,
                                    0,
                                    times(addressed, submission)));
                } else if (place.state == PushState.PENDING && place.due != null) {
                    rows.known.ahead.add(behindAll(submission, recipient), place.due);
                }
                push = number + 1;
            }
        }
        long number = telegram == 0 ? rows.transaction.nextPush() : telegram;
        submission
                .digest()
                .ifPresent(each -> rows.requests.add(new @Nullable Object[] {number, each}));
        rows.telegrams.add(
                new @Nullable Object[] {
                    number,
                    submission.key().orElse(null),
                    submission.link(),
                    submission.lane().number(),
                    submission.retryCount(),
                    submission.receivedAt().toEpochMilli()
                });
        return new Receipt.Stored(ready, telegram);
    }

    private static void addMessage(
            Rows rows, long telegram, long message, Submission.Addressed addressed) {
        rows.messages.add(
                new @Nullable Object[] {
                    message,
                    telegram,
                    Sql.clean(addressed.message().service()),
                    Sql.clean(addressed.message().title()),
                    Sql.clean(addressed.message().body()),
                    Sql.clean(addressed.message().group()),
                    Sql.clean(addressed.message().uuid()),
                    addressed.reservedFor().map(Instant::toEpochMilli).orElse(null)
                });
    }

    /// Where a push begins.
    private record Place(PushState state, @Nullable Long due, @Nullable Rejection rejection) {
        Place(PushState state, @Nullable Long due) {
            this(state, due, null);
        }
    }

    private static Push.Times times(Submission.Addressed addressed, Submission submission) {
        return Push.Times.readyAt(addressed.reservedFor().orElse(submission.receivedAt()));
    }

    private static Place place(
            Known known, Submission.Addressed addressed, Recipient recipient, Offer offer) {
        Instant received = offer.submission.receivedAt();
        if (!recipient.token().isUsable()) {
            return new Place(PushState.REJECTED, null, Rejection.UNUSABLE_TOKEN);
        }
        if (known.dead.contains(recipient.token().value())) {
            return new Place(PushState.REJECTED, null, Rejection.DEAD_TOKEN);
        }
        if (addressed.reservedFor().filter(received::isBefore).isPresent()) {
            return new Place(PushState.RESERVED, addressed.reservedFor().get().toEpochMilli());
        }
        if (!offer.inMemory) {
            return new Place(PushState.PENDING, Standing.ALWAYS_DUE);
        }
        Ahead.Place last = behindAll(offer.submission, recipient);
        return known.ahead.holds(last)
                ? new Place(PushState.PENDING, known.ahead.until(last))
                : new Place(PushState.IN_FLIGHT, null);
    }

    private static Ahead.Place behindAll(Submission submission, Recipient recipient) {
        return Ahead.Place.last(submission.lane(), Sql.clean(recipient.customer()));
    }

    private static void addPush(
            Rows rows, long number, long message, Recipient recipient, Offer offer, Place place) {
        Transaction transaction = rows.transaction;
        long received = offer.submission.receivedAt().toEpochMilli();
        Long owner =
                switch (place.state) {
                    case IN_FLIGHT -> (Long) transaction.node();
                    case PENDING, RESERVED -> (Long) Standing.ANYONE;
                    case ACCEPTED, REJECTED, EXPIRED, CANCELLED, HELD -> null;
                };
        Rejection rejection = place.rejection;
        rows.pushes.add(
                new @Nullable Object[] {
                    number,
                    message,
                    Sql.clean(recipient.customer()),
                    Sql.clean(recipient.phone()),
                    Sql.clean(recipient.token().value()),
                    Sql.clean(recipient.company()),
                    Sql.clean(recipient.type()),
                    offer.submission.lane().number(),
                    place.state.number(),
                    0,
                    owner,
                    place.due,
                    rejection == null ? null : received,
                    rejection == null ? null : rejection.name()
                });
        if (rejection != null) {
            transaction.ended(
                    new Outbox.Ended(
                            number,
                            place.state,
                            0,
                            received,
                            rejection.name(),
                            offer.submission.link()));
        }
        transaction.tally().stored(place.state, offer.submission.lane(), received, 1);
    }
}
