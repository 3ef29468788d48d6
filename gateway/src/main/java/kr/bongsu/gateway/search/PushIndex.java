package kr.bongsu.gateway.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.Reads;
import kr.bongsu.gateway.ledger.Table;
import org.jspecify.annotations.Nullable;

/// Writes the catalogue and the index of recipients, a bucket in a transaction. Lives on the
/// indexer's thread.
final class PushIndex {

    private static final Table BUCKET =
            Table.of("push_bucket", "bucket#", "pushes#", "first_at#", "last_at#");
    private static final Table RECIPIENT =
            Table.of("recipient", "id#", "customer", "phone", "token#");
    private static final Table RECIPIENT_PUSH =
            Table.of("recipient_push", "segment#", "recipient#", "push#");

    private final Backroom ledger;
    private final Recipients recipients = new Recipients();
    private long sweeps = -1;

    private record Entry(long push, Recipients.Recipient recipient, long receivedAt) {}

    PushIndex(Backroom ledger) {
        this.ledger = ledger;
    }

    static long lastId(Reads reads) {
        long bucket = reads.number(-1, "SELECT max(bucket) FROM push_bucket");
        return bucket < 0 ? 0 : Buckets.ids(bucket).last();
    }

    /// Indexes the next bucket.
    ///
    /// @param safe up to this id no more pushes will come
    /// @return false when there is none that is full
    boolean next(long safe) throws SQLException, InterruptedException {
        long first =
                ledger.read(reads ->
                        reads.number(
                                Long.MAX_VALUE,
                                "SELECT min(id) FROM push WHERE id > ?",
                                lastId(reads)));
        Ids ids = Buckets.ids(Buckets.of(first));
        if (first == Long.MAX_VALUE || ids.last() > safe) {
            return false;
        }
        long now = ledger.read(Reads::sweeps);
        if (now != sweeps) {
            recipients.forget();
            sweeps = now;
        }
        List<Entry> entries = ledger.read(reads -> entries(reads, ids));
        Recipients.Numbers numbers =
                ledger.read(reads ->
                        recipients.number(reads, entries.stream().map(Entry::recipient).toList()));
        List<@Nullable Object[]> pushes = new ArrayList<>();
        for (Entry entry : entries) {
            pushes.add(
                    new @Nullable Object[] {
                        entry.push >>> RecipientFinder.SEGMENT_BITS,
                        numbers.all().get(entry.recipient),
                        entry.push
                    });
        }
        // In the order of the table, so that each of its pages is touched once.
        pushes.sort(Comparator.comparing(row -> (Long) row[1]));
        @Nullable Object[] bucket = {
            Buckets.of(first),
            (long) entries.size(),
            entries.stream().mapToLong(Entry::receivedAt).min().orElse(0),
            entries.stream().mapToLong(Entry::receivedAt).max().orElse(0)
        };
        boolean[] written = {false};
        ledger.write(
                entries.size() + numbers.fresh().size() + 1,
                writes -> {
                    written[0] = writes.isUnswept(now);
                    if (!written[0]) {
                        return;
                    }
                    writes.insert(BUCKET, List.<@Nullable Object[]>of(bucket));
                    writes.insert(RECIPIENT, numbers.fresh());
                    writes.insert(RECIPIENT_PUSH, pushes);
                });
        if (written[0]) {
            recipients.keep(numbers);
        }
        return true;
    }

    private static List<Entry> entries(Reads reads, Ids ids) {
        return reads.list(
                """
                SELECT p.id, p.customer, p.phone, p.token, t.received_at
                FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram
                WHERE p.id BETWEEN ? AND ? ORDER BY p.id
                """,
                List.of(ids.first(), ids.last()),
                row ->
                        new Entry(
                                row.getLong(1),
                                new Recipients.Recipient(
                                        row.getString(2),
                                        row.getString(3),
                                        Terms.ofToken(row.getString(4))),
                                row.getLong(5)));
    }
}
