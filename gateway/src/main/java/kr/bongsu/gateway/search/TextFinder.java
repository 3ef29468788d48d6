package kr.bongsu.gateway.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kr.bongsu.gateway.ledger.Reads;

/// Finds the messages that have all of some terms, through the text index.
final class TextFinder implements MessageFinder {

    private static final int MOST_BLOCKS = 64;

    private final Reads reads;
    private final long[] terms;
    private final boolean descends;
    private final Deque<Long> blocks;
    private final Deque<Long> ready = new ArrayDeque<>();
    private Ids rest;
    private int width = 1;

    /// @param blocks those that have postings, in the order of the walk
    /// @param messages the range to search; every block with messages of it is among `blocks`
    TextFinder(Reads reads, long[] terms, List<Long> blocks, Ids messages, boolean descends) {
        this.reads = reads;
        this.terms = terms;
        this.blocks = new ArrayDeque<>(blocks);
        this.rest = messages;
        this.descends = descends;
    }

    @Override
    public Messages next(int most, TimeBudget budget) {
        long reached = descends ? rest.last() : rest.first();
        while (ready.isEmpty() && !blocks.isEmpty() && !budget.isOver()) {
            reached = lookUp();
        }
        List<Long> found = new ArrayList<>();
        while (found.size() < most && !ready.isEmpty()) {
            found.add(ready.remove());
        }
        if (!found.isEmpty()) {
            reached = found.getLast();
        }
        boolean done = ready.isEmpty() && blocks.isEmpty();
        if (done) {
            reached = descends ? rest.first() : rest.last();
        }
        return new Messages(found, reached, done);
    }

    /// Looks the terms up in the next blocks: in one first, because a common word fills a page from
    /// it, then in more and more.
    ///
    /// @return the last message of the walk that has been looked at
    private long lookUp() {
        List<Long> some = new ArrayList<>();
        while (some.size() < width && !blocks.isEmpty()) {
            some.add(blocks.remove());
        }
        width = Math.min(MOST_BLOCKS, 4 * width);
        Map<Long, List<byte[]>> postings = new HashMap<>();
        reads.list(
                        "SELECT id, postings FROM text_posting WHERE id IN ("
                                + some.stream()
                                        .flatMap(block ->
                                                LongStream.of(terms)
                                                        .mapToObj(term ->
                                                                TextBlock.entry(block, term)))
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(","))
                                + ")",
                        List.of(),
                        row -> Map.entry(row.getLong(1) >>> Terms.BITS, row.getBytes(2)))
                .forEach(each ->
                        postings.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                                .add(each.getValue()));
        for (Long block : some) {
            addAll(block, postings.getOrDefault(block, List.of()));
        }
        Ids last = TextBlock.messages(some.getLast()).meet(rest);
        return descends ? last.first() : last.last();
    }

    private void addAll(long block, List<byte[]> postings) {
        if (postings.size() < terms.length) {
            return;
        }
        BitSet having = Postings.read(postings.getFirst());
        for (byte[] more : postings.subList(1, postings.size())) {
            having.and(Postings.read(more));
        }
        long first = TextBlock.messages(block).first();
        long[] messages =
                having.stream()
                        .mapToLong(offset -> first + offset)
                        .filter(rest::contains)
                        .toArray();
        for (int i = 0; i < messages.length; i++) {
            ready.add(messages[descends ? messages.length - 1 - i : i]);
        }
    }
}
