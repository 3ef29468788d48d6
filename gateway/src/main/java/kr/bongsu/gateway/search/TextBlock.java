package kr.bongsu.gateway.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// Gathers which messages of a block have which terms.
///
/// A block is a range of 2 to the power of [#BITS] message ids. One whose texts have more different
/// terms than any language gets none: it is looked through message by message.
final class TextBlock {

    static final int BITS = 14;
    private static final int MOST_TERMS = 500_000;

    private final TermNumbers numbers = new TermNumbers();
    private final int[] ends = new int[(1 << BITS) + 1];
    private int[] found = new int[1 << 16];
    private int messages;

    static long of(long message) {
        return message >>> BITS;
    }

    static Ids messages(long block) {
        return new Ids(block << BITS, ((block + 1) << BITS) - 1);
    }

    /// The number under which the table holds a term of a block.
    static long entry(long block, long term) {
        return (block << Terms.BITS) | term;
    }

    /// The numbers of all terms of a block.
    static Ids entries(long block) {
        return new Ids(entry(block, 0), entry(block + 1, 0) - 1);
    }

    /// Adds the next message of the block; those that are missing are added without terms.
    ///
    /// @param message its id; rising
    void add(long message, long[] terms) {
        int offset = (int) (message & ((1 << BITS) - 1));
        int end = ends[messages];
        while (messages <= offset) {
            ends[++messages] = end;
        }
        if (isTooVaried()) {
            return;
        }
        if (found.length < end + terms.length) {
            found = Arrays.copyOf(found, Math.max(2 * found.length, end + terms.length));
        }
        for (long term : terms) {
            found[end++] = numbers.of(term);
        }
        ends[messages] = end;
    }

    /// Whether it has so many terms that an index of it is worth nothing.
    boolean isTooVaried() {
        return numbers.size() > MOST_TERMS;
    }

    /// How many terms there are.
    int size() {
        return numbers.size();
    }

    /// The terms in rising order, each with its postings.
    Sorted sorted() {
        return new Sorted();
    }

    /// Terms and postings by their place in the order of terms.
    final class Sorted {

        private final int[] order;
        private final int[] starts;
        private final int[] offsets;

        private Sorted() {
            int terms = numbers.size();
            order =
                    IntStream.range(0, terms)
                            .boxed()
                            .sorted((a, b) -> Long.compare(numbers.term(a), numbers.term(b)))
                            .mapToInt(Integer::intValue)
                            .toArray();
            starts = new int[terms + 1];
            int all = ends[messages];
            for (int i = 0; i < all; i++) {
                starts[found[i] + 1]++;
            }
            for (int term = 0; term < terms; term++) {
                starts[term + 1] += starts[term];
            }
            offsets = new int[all];
            int[] next = Arrays.copyOf(starts, terms);
            for (int message = 0; message < messages; message++) {
                for (int i = ends[message]; i < ends[message + 1]; i++) {
                    offsets[next[found[i]]++] = message;
                }
            }
        }

        int size() {
            return order.length;
        }

        long term(int place) {
            return numbers.term(order[place]);
        }

        byte[] postings(int place) {
            int number = order[place];
            BitSet having = new BitSet(1 << BITS);
            for (int i = starts[number]; i < starts[number + 1]; i++) {
                having.set(offsets[i]);
            }
            return Postings.write(having);
        }
    }
}
