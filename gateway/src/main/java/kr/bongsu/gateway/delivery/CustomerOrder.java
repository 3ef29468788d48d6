package kr.bongsu.gateway.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.jspecify.annotations.Nullable;

/// Lets the pushes of one customer in one lane leave one after the other, in the order in which
/// they came. Confined to its owner's lock; holds nothing but what is in memory.
///
/// A push without a customer number follows nobody.
final class CustomerOrder {

    private final Map<Lane, Map<String, Line>> lines = new EnumMap<>(Lane.class);
    private int waiting;

    /// The pushes of a customer. Most have one at a time: no queue is made for them.
    private static final class Line {
        private Push first;
        private @Nullable Deque<Push> behind;

        Line(Push first) {
            this.first = first;
        }

        List<Push> all() {
            return behind == null ? List.of() : List.copyOf(behind);
        }
    }

    CustomerOrder() {
        for (Lane lane : Lane.values()) {
            lines.put(lane, new HashMap<>());
        }
    }

    /// Takes a push in; tells whether it may leave, else it waits here.
    boolean add(Push push) {
        String customer = push.recipient().customer();
        if (customer.isEmpty()) {
            return true;
        }
        Line line = of(push.lane()).putIfAbsent(customer, new Line(push));
        if (line == null) {
            return true;
        }
        if (line.behind == null) {
            line.behind = new ArrayDeque<>();
        }
        line.behind.add(push);
        waiting++;
        return false;
    }

    /// The first of its line is done with: gives the one that may leave now.
    Optional<Push> done(Push push) {
        Line line = lineOf(push);
        if (line == null) {
            return Optional.empty();
        }
        Push next = line.behind == null ? null : line.behind.poll();
        if (next == null) {
            of(push.lane()).remove(push.recipient().customer());
            return Optional.empty();
        }
        line.first = next;
        waiting--;
        return Optional.of(next);
    }

    /// Ends the line of a push that is in memory no more: gives those that waited behind it.
    List<Push> end(Push push) {
        Line line = lineOf(push);
        if (line == null) {
            return List.of();
        }
        of(push.lane()).remove(push.recipient().customer());
        List<Push> behind = line.all();
        waiting -= behind.size();
        return behind;
    }

    /// Takes out those that are wanted and wait behind others.
    List<Push> removeWaiting(Predicate<Push> wanted) {
        List<Push> found = new ArrayList<>();
        for (Map<String, Line> each : lines.values()) {
            for (Line line : each.values()) {
                if (line.behind != null) {
                    line.behind.removeIf(push -> wanted.test(push) && found.add(push));
                }
            }
        }
        waiting -= found.size();
        return found;
    }

    /// Takes one back in that was taken out, at its place; tells whether it may leave.
    boolean restore(Push push) {
        String customer = push.recipient().customer();
        if (customer.isEmpty() || lineOf(push) != null) {
            return true;
        }
        Line line = of(push.lane()).putIfAbsent(customer, new Line(push));
        if (line == null) {
            return true;
        }
        List<Push> behind = new ArrayList<>(line.all());
        behind.add(push);
        behind.sort(Comparator.comparingLong(each -> each.id().number()));
        line.behind = new ArrayDeque<>(behind);
        waiting++;
        return false;
    }

    /// All that wait behind others; the lines are forgotten.
    List<Push> takeAll() {
        List<Push> all = new ArrayList<>();
        for (Map<String, Line> each : lines.values()) {
            each.values().forEach(line -> all.addAll(line.all()));
            each.clear();
        }
        waiting = 0;
        return all;
    }

    /// How many wait behind others.
    int waiting() {
        return waiting;
    }

    private @Nullable Line lineOf(Push push) {
        Line line = of(push.lane()).get(push.recipient().customer());
        return line != null && line.first.id().equals(push.id()) ? line : null;
    }

    @SuppressWarnings("NullAway") // the constructor made a map for every lane
    private Map<String, Line> of(Lane lane) {
        return lines.get(lane);
    }
}
