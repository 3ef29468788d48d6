package kr.bongsu.gateway.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import kr.bongsu.gateway.push.Push;

/// The pushes of one lane that wait to be sent. What has never been tried goes before what is tried
/// again, but while both wait one of ten is a retry: after an outage a new push does not wait
/// behind thousands of them, and they do not starve. Confined to its owner's lock.
final class FreshFirst {

    /// One of so many is a retry while both wait.
    private static final int RETRIES_SHARE = 10;

    private final Deque<Push> fresh = new ArrayDeque<>();
    private final Deque<Push> retries = new ArrayDeque<>();
    private int turn;

    void add(Push push) {
        of(push).add(push);
    }

    void addFirst(Push push) {
        of(push).addFirst(push);
    }

    int size() {
        return fresh.size() + retries.size();
    }

    boolean isEmpty() {
        return fresh.isEmpty() && retries.isEmpty();
    }

    /// The one that leaves next; there must be one.
    Push remove() {
        if (retries.isEmpty()) {
            return fresh.remove();
        }
        if (fresh.isEmpty()) {
            return retries.remove();
        }
        turn = (turn + 1) % RETRIES_SHARE;
        return turn == 0 ? retries.remove() : fresh.remove();
    }

    /// The one that would leave last; there must be one.
    Push removeLast() {
        return retries.isEmpty() ? fresh.removeLast() : retries.removeLast();
    }

    /// Takes out those that are wanted.
    List<Push> removeAll(Predicate<Push> wanted) {
        List<Push> found = new ArrayList<>();
        Predicate<Push> taken = push -> wanted.test(push) && found.add(push);
        fresh.removeIf(taken);
        retries.removeIf(taken);
        return found;
    }

    private Deque<Push> of(Push push) {
        return push.attempts() > 0 ? retries : fresh;
    }
}
