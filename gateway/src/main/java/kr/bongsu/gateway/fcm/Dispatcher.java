package kr.bongsu.gateway.fcm;

import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Outcome;
import org.jspecify.annotations.Nullable;

/// Spreads requests over connections and keeps as many connections as the load needs. Confined to
/// the event loop.
final class Dispatcher implements Connection.Owner {

    private static final Log LOG = Log.of(Dispatcher.class);
    private static final int MOST_CONNECTIONS = 24;
    private static final int MOST_CONNECTING = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final FcmSettings settings;
    private final Connector connector;
    private final AccessTokens tokens;
    private final Target target;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final List<Connection> connections = new ArrayList<>();
    private volatile int open;
    private int connecting;
    private int failures;
    private long connectNotBefore = System.nanoTime();
    private boolean down;
    private boolean closed;

    Dispatcher(FcmSettings settings, Connector connector, AccessTokens tokens) {
        this.settings = settings;
        this.connector = connector;
        this.tokens = tokens;
        this.target = Target.of(settings);
    }

    /// Makes the first connection ahead of the first push.
    void start() {
        connect();
    }

    void add(Request request) {
        if (closed) {
            request.done(new Outcome.Retry(Optional.empty(), "the gateway is stopping"));
        } else {
            waiting.add(request);
        }
    }

    /// Sends what can be sent, then flushes each connection once.
    void dispatch() {
        AccessToken token = tokens.current();
        if (token == null || waiting.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + settings.requestLimit().toNanos();
        List<Connection> touched = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Connection connection = leastLoaded();
            if (connection == null) {
                break;
            }
            if (!touched.contains(connection)) {
                touched.add(connection);
            }
            connection.send(waiting.poll(), token.authorization(), deadline);
        }
        touched.forEach(Connection::flush);
        if (!waiting.isEmpty()) {
            connect();
        }
    }

    /// Runs now and then: ends what has waited too long for an answer, connects again.
    void sweep() {
        long now = System.nanoTime();
        List.copyOf(connections).forEach(connection -> connection.expire(now));
        if (open == 0) {
            connect();
        }
        dispatch();
    }

    void close() {
        closed = true;
        waiting.forEach(request ->
                request.done(new Outcome.Retry(Optional.empty(), "the gateway is stopping")));
        waiting.clear();
        List.copyOf(connections).forEach(Connection::close);
    }

    /// May be asked on any thread.
    int openConnections() {
        return open;
    }

    @Override
    public void ready(Connection connection) {
        if (!connections.contains(connection)) {
            connecting--;
            connections.add(connection);
            open = connections.size();
            if (down || open == 1) {
                LOG.info("fcm.connected", "endpoint", settings.endpoint());
            }
            down = false;
        }
        dispatch();
    }

    @Override
    public void answered(Connection connection, Request request) {
        String body = request.answer();
        if (Answers.refusesToken(request.status(), body)) {
            AsciiString refused = request.authorization();
            if (refused != null) {
                tokens.refused(refused);
            }
            if (request.firstTokenRefusal()) {
                waiting.addFirst(request);
                return;
            }
        }
        failures = 0;
        request.done(Answers.outcome(request.status(), request.retryAfter(), body));
        if (!waiting.isEmpty()) {
            dispatch();
        }
    }

    @Override
    public void refused(Request request) {
        if (closed) {
            request.done(new Outcome.Retry(Optional.empty(), "the gateway is stopping"));
        } else {
            waiting.addFirst(request);
        }
    }

    @Override
    public void closed(Connection connection) {
        connections.remove(connection);
        open = connections.size();
        if (!connection.hasAnswered()) {
            backOff("the connection is closed before it answers");
        }
        if (!closed) {
            connect();
        }
    }

    private @Nullable Connection leastLoaded() {
        Connection best = null;
        for (Connection connection : connections) {
            if (connection.free() > 0
                    && (best == null || connection.inFlight() < best.inFlight())) {
                best = connection;
            }
        }
        return best;
    }

    private void connect() {
        if (closed
                || connecting >= MOST_CONNECTING
                || connections.size() + connecting >= MOST_CONNECTIONS
                || System.nanoTime() - connectNotBefore < 0) {
            return;
        }
        connecting++;
        connector.connect(new Connection(target, this), this::failed);
    }

    private void failed(String why) {
        connecting--;
        backOff(why);
    }

    private void backOff(String why) {
        failures++;
        long pause =
                Math.min(
                        LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
        long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        connectNotBefore = System.nanoTime() + jittered * 1_000_000;
        if (!down && !closed) {
            LOG.warn(
                    "fcm.unreachable",
                    "endpoint",
                    settings.endpoint(),
                    "why",
                    why,
                    "means",
                    "pushes wait in the ledger; it keeps trying");
        }
        down = true;
    }
}
