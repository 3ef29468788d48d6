package kr.bongsu.gateway.fcm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import kr.bongsu.gateway.push.Lane;
import org.jspecify.annotations.Nullable;

/// Requests that wait for a stream. Singles leave before multis, but while both wait one of ten is
/// a multi. Confined to the event loop.
final class Requests {

    /// One of so many is a multi while both wait.
    private static final int MULTIS_SHARE = 10;

    private final Deque<Request> singles = new ArrayDeque<>();
    private final Deque<Request> multis = new ArrayDeque<>();
    private int turn;

    void add(Request request) {
        of(request).add(request);
    }

    void addFirst(Request request) {
        of(request).addFirst(request);
    }

    boolean isEmpty() {
        return singles.isEmpty() && multis.isEmpty();
    }

    /// The one that leaves next, if any.
    @Nullable Request poll() {
        if (multis.isEmpty()) {
            return singles.poll();
        }
        if (singles.isEmpty()) {
            return multis.poll();
        }
        turn = (turn + 1) % MULTIS_SHARE;
        return turn == 0 ? multis.poll() : singles.poll();
    }

    /// Takes out those at the front of which it is true.
    List<Request> pollWhile(Predicate<Request> wanted) {
        List<Request> found = new ArrayList<>();
        for (Deque<Request> line : List.of(singles, multis)) {
            Request first;
            while ((first = line.peek()) != null && wanted.test(first)) {
                found.add(first);
                line.remove();
            }
        }
        return found;
    }

    private Deque<Request> of(Request request) {
        return request.lane() == Lane.SINGLE ? singles : multis;
    }
}
