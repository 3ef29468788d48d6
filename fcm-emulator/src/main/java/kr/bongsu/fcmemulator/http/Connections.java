package kr.bongsu.fcmemulator.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The open connections, and the policy that new ones follow.
public final class Connections {

    /// One open connection, as an observer sees it.
    public interface Link {
        String protocol();

        String peer();

        int activeStreams();

        long requests();

        /// Announces the end of the connection and closes it when its open streams are answered.
        void goAway(GoAway reason);
    }

    private final Set<Link> open = new LinkedHashSet<>();
    private Http2Policy policy = Http2Policy.GOOGLE;
    private long opened;

    void add(Link link) {
        open.add(link);
        opened++;
    }

    void remove(Link link) {
        open.remove(link);
    }

    public List<Link> open() {
        return List.copyOf(open);
    }

    public int openCount() {
        return open.size();
    }

    public long openedCount() {
        return opened;
    }

    public Http2Policy policy() {
        return policy;
    }

    /// Holds connections that are opened from now on to these limits.
    public void policy(Http2Policy newPolicy) {
        policy = newPolicy;
    }
}
