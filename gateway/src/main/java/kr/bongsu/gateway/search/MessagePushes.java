package kr.bongsu.gateway.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the pushes of the messages that may fit. A message has the id of its first push, and its
/// pushes follow each other.
final class MessagePushes implements Finder {

    private static final int MOST_MESSAGES = 500;

    /// Where only a few pushes of theirs are looked at.
    private static final int MOST_OF_RARE = 2_000;

    private static final int AT_ONCE = 100;
    private static final String NEXT =
            "SELECT %1$d, (SELECT n.id FROM message n WHERE n.id > %1$d ORDER BY n.id LIMIT 1)";

    private final Search search;
    private final Predicate predicate;
    private final Optional<RareState> rare;
    private final Iterator<MessageFinder> following;
    private final Deque<Ids> ready = new ArrayDeque<>();
    private MessageFinder current;
    private int ofRare = MOST_MESSAGES;
    private boolean foundAll;
    private long reached;

    /// Finds nothing yet.
    ///
    /// @param finders at least one, in the order of the walk
    /// @param rare what else is asked for, if few pushes are so
    MessagePushes(Search search, List<MessageFinder> finders, Optional<RareState> rare) {
        this.search = search;
        this.rare = rare;
        this.predicate = search.ofMessages();
        this.following = finders.iterator();
        this.current = following.next();
        this.reached = search.descends() ? search.ids().last() : search.ids().first();
    }

    @Override
    public Batch next(int most, TimeBudget budget) {
        while (ready.isEmpty() && !foundAll && !budget.isOver()) {
            look(most, budget);
        }
        List<Long> some = new ArrayList<>();
        while (some.size() < most && !ready.isEmpty()) {
            take(ready.remove(), most - some.size(), some);
        }
        boolean done = foundAll && ready.isEmpty();
        if (done) {
            reached = search.descends() ? search.ids().first() : search.ids().last();
        } else if (!some.isEmpty()) {
            reached = some.getLast();
        }
        return new Batch(some, reached, done);
    }

    @Override
    public boolean isExact() {
        return false;
    }

    private void look(int most, TimeBudget budget) {
        int messages = rare.isPresent() ? ofRare : Math.min(MOST_MESSAGES, most);
        MessageFinder.Messages found = current.next(messages, budget);
        if (!addRare(found.ids())) {
            for (int from = 0; from < found.ids().size(); from += MOST_MESSAGES) {
                addAll(
                        found.ids()
                                .subList(from, Math.min(from + MOST_MESSAGES, found.ids().size())));
            }
        }
        if (ready.isEmpty()) {
            // Conservative at either end: the pushes of the last message may not all be looked at.
            reached = Math.clamp(found.reached(), search.ids().first(), search.ids().last());
        }
        if (found.done()) {
            if (following.hasNext()) {
                current = following.next();
            } else {
                foundAll = true;
            }
        }
    }

    private void addAll(List<Long> messages) {
        Map<Long, Ids> pushes = pushes(messages);
        for (long message : messages) {
            Ids part = pushes.getOrDefault(message, Ids.none()).meet(search.ids());
            if (!part.isEmpty()) {
                ready.add(part);
            }
        }
    }

    /// Adds the few pushes that may fit, if that can be done at once.
    private boolean addRare(List<Long> messages) {
        if (rare.isEmpty() || messages.isEmpty()) {
            return rare.isPresent();
        }
        long first = search.descends() ? messages.getLast() : messages.getFirst();
        long last = search.descends() ? messages.getFirst() : messages.getLast();
        Ids range = new Ids(first, spans(List.of(last)).getFirst().last()).meet(search.ids());
        boolean worth = rare.get().isWorth(range);
        ofRare = worth ? Math.min(MOST_OF_RARE, 2 * ofRare) : MOST_MESSAGES;
        if (worth) {
            rare.get()
                    .pushes(range, new HashSet<>(messages))
                    .forEach(push -> ready.add(new Ids(push, push)));
        }
        return worth;
    }

    private void take(Ids pushes, int most, List<Long> into) {
        long count = Math.min(most, pushes.last() - pushes.first() + 1);
        for (int i = 0; i < count; i++) {
            into.add(search.descends() ? pushes.last() - i : pushes.first() + i);
        }
        Ids left =
                search.descends()
                        ? pushes.below(pushes.last() - count + 1)
                        : pushes.above(pushes.first() + count - 1);
        if (!left.isEmpty()) {
            ready.addFirst(left);
        }
    }

    /// The pushes of those messages that fit: up to the next message.
    private Map<Long, Ids> pushes(List<Long> messages) {
        Map<Long, Ids> pushes = new HashMap<>();
        if (messages.isEmpty()) {
            return pushes;
        }
        List<Long> fitting =
                search.reads()
                        .list(
                                "SELECT m.id FROM message m WHERE m.id IN (%s)"
                                                .formatted(joined(messages, "%d", ","))
                                        + predicate.sql(),
                                predicate.arguments(),
                                row -> row.getLong(1));
        for (int from = 0; from < fitting.size(); from += AT_ONCE) {
            List<Long> some = fitting.subList(from, Math.min(from + AT_ONCE, fitting.size()));
            for (Ids span : spans(some)) {
                pushes.put(span.first(), span);
            }
        }
        return pushes;
    }

    /// With the numbers written out: MariaDB walks a table from its beginning to find what is next
    /// to a column of another.
    private List<Ids> spans(List<Long> messages) {
        return search.reads()
                .list(
                        joined(messages, NEXT, " UNION ALL "),
                        List.of(),
                        row -> {
                            long message = row.getLong(1);
                            long next = row.getLong(2);
                            return new Ids(message, row.wasNull() ? Long.MAX_VALUE : next - 1);
                        });
    }

    private static String joined(List<Long> messages, String each, String between) {
        return messages.stream().map(each::formatted).collect(Collectors.joining(between));
    }
}
