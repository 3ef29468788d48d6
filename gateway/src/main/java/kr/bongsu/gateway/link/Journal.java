package kr.bongsu.gateway.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last things that happened to a link, oldest first; older ones are forgotten.
final class Journal {

    private static final int MOST = 100;

    private final Deque<LinkChange> changes = new ArrayDeque<>();

    synchronized void add(LinkChange change) {
        changes.addLast(change);
        if (changes.size() > MOST) {
            changes.removeFirst();
        }
    }

    synchronized List<LinkChange> list() {
        return List.copyOf(changes);
    }
}
