package kr.bongsu.gateway.fcm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// As many connections as the load needs, each replaced before FCM would end it. Confined to the
/// event loop.
final class Pool {

    private static final Log LOG = Log.of(Pool.class);
    private static final int MOST_CONNECTING = 2;

    /// Connections in a row that FCM ends in order before they were of use, until that is trouble:
    /// some may just have met its restart.
    private static final int MOST_GOODBYES = 5;

    private static final double FULL_ENOUGH = 0.7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// Connections that were opened together are not replaced together.
    private static final double JITTER = 1.0 / 6;

    private final FcmSettings.Way way;
    private final Connector connector;
    private final Connection.Owner owner;
    private final List<Connection> connections = new ArrayList<>();
    private volatile int open;
    private int connecting;
    private int failures;
    private long connectNotBefore = System.nanoTime();
    private boolean down;
    private boolean closed;

    Pool(FcmSettings.Way way, Connector connector, Connection.Owner owner) {
        this.way = way;
        this.connector = connector;
        this.owner = owner;
    }

    /// Connections that are open. May be asked on any thread.
    int open() {
        return open;
    }

    /// The connection with the fewest requests that takes one more; null when none does.
    @Nullable Connection leastLoaded() {
        Connection best = null;
        for (Connection connection : connections) {
            if (connection.free() > 0
                    && (best == null || connection.inFlight() < best.inFlight())) {
                best = connection;
            }
        }
        return best;
    }

    /// Opens one more when the open ones are nearly full.
    void grow() {
        int inFlight = 0;
        int permits = 0;
        for (Connection connection : connections) {
            inFlight += connection.inFlight();
            permits += connection.permits();
        }
        if (inFlight >= permits * FULL_ENOUGH) {
            connect(way.connections().most());
        }
    }

    /// Keeps as many open as shall be warm.
    void warm() {
        while (live() + connecting < way.connections().warm()
                && connect(way.connections().warm())) {
            // One more is on its way.
        }
    }

    /// Runs now and then: ends what has waited too long for an answer, replaces what is old.
    void sweep(long nowNanos) {
        List.copyOf(connections).forEach(connection -> connection.expire(nowNanos));
        warm();
        if (connections.stream().anyMatch(connection -> connection.isOld(nowNanos))) {
            // The old one serves until the new one is there.
            connect(way.connections().most() + 1);
        }
    }

    void ready(Connection connection) {
        if (connections.contains(connection)) {
            return;
        }
        connecting--;
        long now = System.nanoTime();
        connections.stream()
                .filter(each -> each.isOld(now))
                .findFirst()
                .ifPresent(Connection::retire);
        connections.add(connection);
        open = connections.size();
        if (down || open == 1) {
            LOG.info("fcm.connected", "endpoint", way.endpoint());
        }
        down = false;
    }

    void answered() {
        failures = 0;
    }

    void closed(Connection connection) {
        connections.remove(connection);
        open = connections.size();
        if (!connection.life().wasUseless(System.nanoTime())) {
            failures = 0;
        } else if (connection.life().endedInOrder() && failures < MOST_GOODBYES - 1) {
            pause();
        } else {
            backOff("the connection is closed before it answers");
        }
        warm();
    }

    void close() {
        closed = true;
        List.copyOf(connections).forEach(Connection::close);
    }

    private int live() {
        return (int) connections.stream().filter(connection -> !connection.isDraining()).count();
    }

    /// @return whether one more is on its way
    private boolean connect(int most) {
        if (closed
                || connecting >= MOST_CONNECTING
                || live() + connecting >= most
                || connections.size() >= 2 * way.connections().most()
                || System.nanoTime() - connectNotBefore < 0) {
            return false;
        }
        connecting++;
        long nanos = way.connections().recycleAfter().toNanos();
        long jitter = ThreadLocalRandom.current().nextLong((long) (nanos * JITTER) + 1);
        Lifetime life = new Lifetime(Duration.ofNanos(nanos + jitter));
        connector.connect(new Connection(owner, life), this::failed);
        return true;
    }

    private void failed(String why) {
        connecting--;
        backOff(why);
    }

    private void pause() {
        failures++;
        long pause =
                Math.min(
                        LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
        long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        connectNotBefore = System.nanoTime() + jittered * 1_000_000;
    }

    private void backOff(String why) {
        pause();
        if (!down && !closed) {
            LOG.warn(
                    "fcm.unreachable",
                    "endpoint",
                    way.endpoint(),
                    "why",
                    why,
                    "means",
                    "pushes wait in the ledger; it keeps trying");
        }
        down = true;
    }
}
