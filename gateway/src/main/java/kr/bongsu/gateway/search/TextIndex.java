package kr.bongsu.gateway.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.Reads;
import kr.bongsu.gateway.ledger.Table;
import org.jspecify.annotations.Nullable;

/// Writes the text index, block by block, each in many small transactions. Lives on the indexer's
/// thread.
final class TextIndex {

    private static final Table BLOCK = Table.of("text_block", "block#", "terms#");
    private static final Table POSTING = Table.of("text_posting", "id#", "postings*");
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int MESSAGES_AT_ONCE = 1_024;
    private static final long TOO_VARIED = -1;

    private final Backroom ledger;
    private final Pauses pauses;

    /// Waits as long as others need the ledger more.
    @FunctionalInterface
    interface Pauses {
        void pause() throws InterruptedException;
    }

    TextIndex(Backroom ledger, Pauses pauses) {
        this.ledger = ledger;
        this.pauses = pauses;
    }

    static long lastId(Reads reads) {
        long block = reads.number(-1, "SELECT max(block) FROM text_block");
        return block < 0 ? 0 : TextBlock.messages(block).last();
    }

    /// Indexes the next block.
    ///
    /// @param safe up to this id no more messages will come
    /// @return false when there is none that is full
    boolean next(long safe) throws SQLException, InterruptedException {
        long first =
                ledger.read(reads ->
                        reads.number(
                                Long.MAX_VALUE,
                                "SELECT min(id) FROM message WHERE id > ?",
                                lastId(reads)));
        long block = TextBlock.of(first);
        if (first == Long.MAX_VALUE || TextBlock.messages(block).last() > safe) {
            return false;
        }
        TextBlock terms = read(TextBlock.messages(block));
        if (terms.isTooVaried()) {
            write(block, List.of(), TOO_VARIED);
        } else {
            write(block, terms.sorted());
        }
        return true;
    }

    private TextBlock read(Ids messages) throws InterruptedException {
        TextBlock block = new TextBlock();
        for (Ids rest = messages; !rest.isEmpty(); ) {
            pauses.pause();
            Ids part = rest.below(rest.first() + MESSAGES_AT_ONCE);
            ledger.read(reads ->
                    reads.list(
                            """
                            SELECT id, title, body, service, push_group, uuid FROM message
                            WHERE id BETWEEN ? AND ? ORDER BY id
                            """,
                            List.of(part.first(), part.last()),
                            row -> {
                                block.add(
                                        row.getLong(1),
                                        terms(
                                                Terms.ofText(row.getString(2), row.getString(3)),
                                                Terms.ofWhole(Column.SERVICE, row.getString(4)),
                                                Terms.ofWhole(Column.GROUP, row.getString(5)),
                                                Terms.ofWhole(Column.UUID, row.getString(6))));
                                return row.getLong(1);
                            }));
            rest = rest.above(part.last());
        }
        return block;
    }

    private static long[] terms(long[] text, long... wholes) {
        long[] all = Arrays.copyOf(text, text.length + wholes.length);
        System.arraycopy(wholes, 0, all, text.length, wholes.length);
        return all;
    }

    private void write(long block, TextBlock.Sorted terms)
            throws SQLException, InterruptedException {
        // What a process that was killed has left of it.
        remove(block);
        for (int from = 0; from < terms.size(); from += ROWS_AT_ONCE) {
            pauses.pause();
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (int i = from; i < Math.min(terms.size(), from + ROWS_AT_ONCE); i++) {
                rows.add(
                        new @Nullable Object[] {
                            TextBlock.entry(block, terms.term(i)), terms.postings(i)
                        });
            }
            if (from + ROWS_AT_ONCE < terms.size()) {
                ledger.write(rows.size(), writes -> writes.insert(POSTING, rows));
            } else {
                write(block, rows, terms.size());
            }
        }
        if (terms.size() == 0) {
            write(block, List.of(), 0);
        }
    }

    /// Removes what there is of a block, some rows at a time.
    private void remove(long block) throws SQLException, InterruptedException {
        Ids entries = TextBlock.entries(block);
        long last = Long.MIN_VALUE;
        while (last < entries.last()) {
            last =
                    ledger.read(reads ->
                            reads.number(
                                    entries.last(),
                                    "SELECT id FROM text_posting WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1 OFFSET "
                                            + ROWS_AT_ONCE,
                                    entries.first(),
                                    entries.last()));
            long until = last;
            ledger.write(
                    ROWS_AT_ONCE,
                    writes -> {
                        int _ =
                                writes.update(
                                        "DELETE FROM text_posting WHERE id BETWEEN ? AND ?",
                                        entries.first(),
                                        until);
                    });
        }
    }

    /// The last rows of a block, and the block: from now on it is searched through.
    private void write(long block, List<@Nullable Object[]> last, long terms)
            throws SQLException, InterruptedException {
        ledger.write(
                last.size() + 1,
                writes -> {
                    writes.insert(POSTING, last);
                    writes.insert(
                            BLOCK,
                            List.<@Nullable Object[]>of(new @Nullable Object[] {block, terms}));
                });
    }
}
