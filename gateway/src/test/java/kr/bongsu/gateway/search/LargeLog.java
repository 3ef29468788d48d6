package kr.bongsu.gateway.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.ledger.Table;
import org.jspecify.annotations.Nullable;

/// Makes a log of many pushes quickly, past the accepting: Korean texts of about 600 bytes.
final class LargeLog {

    static final int CUSTOMERS = 150_000;
    static final String COMMON = word(0);
    static final String RARE = "쀍뿕";

    private static final int WORDS = 3_000;
    private static final int BODY_CHARACTERS = 175;
    private static final long RARE_EVERY = 20_011;
    private static final int AT_ONCE = 4_000;

    private static final Table TELEGRAM =
            Table.of(
                    "telegram",
                    "id#",
                    "dedup_key",
                    "link",
                    "lane#",
                    "retry_count#",
                    "received_at#");
    private static final Table MESSAGE =
            Table.of(
                    "message",
                    "id#",
                    "telegram#",
                    "service",
                    "title",
                    "body",
                    "push_group",
                    "uuid");
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
                    "settled_at#",
                    "result",
                    "fcm_name");

    private final Backroom ledger;
    private final int recipients;
    private final Random random = new Random(7);
    private final List<String> words = new ArrayList<>();

    /// @param recipients of a message, on average
    LargeLog(Backroom ledger, int recipients) {
        this.ledger = ledger;
        this.recipients = recipients;
        for (int i = 0; i < WORDS; i++) {
            words.add(word(i));
        }
    }

    static String customer(int number) {
        return "%010d".formatted(number * 6_661L % 10_000_000_000L);
    }

    static String uuid(long message) {
        return "%032x".formatted(message * 0x9e3779b97f4a7c15L);
    }

    /// A word of two to four syllables, always the same.
    static String word(int number) {
        Random letters = new Random(number);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 2 + number % 3; i++) {
            word.append((char) ('가' + 28 * letters.nextInt(200) + letters.nextInt(3)));
        }
        return word.toString();
    }

    /// Adds pushes until there are so many.
    ///
    /// @return how many messages were added
    long grow(long pushes) throws SQLException, InterruptedException {
        long next = ledger.read(reads -> reads.number(0, "SELECT max(id) FROM push")) + 1;
        long messages = 0;
        for (long stored = ledger.counts().stored(); stored < pushes; ) {
            Batch batch = new Batch();
            while (batch.pushes.size() < AT_ONCE) {
                next = batch.add(next);
            }
            messages += batch.messages.size();
            stored += batch.pushes.size();
            long free = next;
            ledger.write(
                    batch.pushes.size(),
                    writes -> {
                        writes.insert(TELEGRAM, batch.telegrams);
                        writes.insert(MESSAGE, batch.messages);
                        writes.insert(PUSH, batch.pushes);
                        writes.removed(PushState.REJECTED, -batch.rejected);
                        writes.removed(PushState.ACCEPTED, batch.rejected - batch.pushes.size());
                        if (writes.update("UPDATE counter SET next = ? WHERE name = 'push'", free)
                                == 0) {
                            int _ =
                                    writes.update(
                                            "INSERT INTO counter (name, next) VALUES ('push', ?)",
                                            free);
                        }
                    });
        }
        return messages;
    }

    private final class Batch {

        private final List<@Nullable Object[]> telegrams = new ArrayList<>();
        private final List<@Nullable Object[]> messages = new ArrayList<>();
        private final List<@Nullable Object[]> pushes = new ArrayList<>();
        private int rejected;

        /// @return the next free number
        long add(long id) {
            int to =
                    recipients == 1 || random.nextBoolean()
                            ? 1
                            : 1 + random.nextInt(4 * recipients - 4);
            long at = Submissions.NOW.toEpochMilli() + id;
            telegrams.add(
                    new @Nullable Object[] {id, "key-" + id, "single01", to == 1 ? 0 : 1, 0, at});
            messages.add(
                    new @Nullable Object[] {
                        id,
                        id,
                        "체결",
                        text(12),
                        text(BODY_CHARACTERS) + (id % RARE_EVERY < to ? RARE : ""),
                        "G" + id % 997,
                        uuid(id)
                    });
            for (int i = 0; i < to; i++) {
                boolean bad = (id + i) % 333 == 0;
                rejected += bad ? 1 : 0;
                int customer = random.nextInt(CUSTOMERS);
                pushes.add(
                        new @Nullable Object[] {
                            id + i,
                            id,
                            customer(customer),
                            "010%08d".formatted(customer),
                            "fT0k3n_%016x".formatted(customer * 0x9e3779b97f4a7c15L)
                                    + "A".repeat(119),
                            "증권",
                            "1",
                            to == 1 ? 0 : 1,
                            bad ? 3 : 2,
                            1,
                            at + 50,
                            bad ? "UNREGISTERED: gone" : null,
                            bad ? null : "projects/p/messages/%016x".formatted(id + i)
                        });
            }
            return id + to;
        }

        private String text(int characters) {
            StringBuilder text = new StringBuilder();
            while (text.length() < characters) {
                // Some words are frequent, most are rare.
                double share = random.nextDouble();
                text.append(words.get((int) (share * share * share * WORDS)))
                        .append(random.nextInt(5) == 0 ? ", " : " ");
            }
            return text.append(random.nextInt(10_000_000)).append("원").toString();
        }
    }
}
