package kr.bongsu.gateway.fcm;

import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Outcome;
import org.jspecify.annotations.Nullable;

/// Brings each request to a connection and its answer to its one outcome; holds them all while the
/// project is refused. Confined to the event loop.
final class Dispatcher implements Connection.Owner {

    private static final Log LOG = Log.of(Dispatcher.class);

    /// So many request limits a request waits for an access token or a connection before the ledger
    /// has it back.
    private static final int PATIENCE = 2;

    /// So many that wait together take the same connection: one TLS record and one system call for
    /// them all, there and back.
    private static final int TOGETHER = 32;

    /// At once, for the rules to decide about it anew.
    private static final Outcome OVER =
            new Outcome.Held(Duration.ZERO, "its time was over before it could leave");

    private static final Duration AWAY_PAUSE = Duration.ofSeconds(10);
    private static final Duration KEY_ALARM_EVERY = Duration.ofMinutes(1);

    private final FcmSettings settings;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Pool pool;
    private final Target target;
    private final Requests waiting = new Requests();
    private @Nullable AccessToken headersToken;
    private @Nullable Http2Headers headers;
    private Gate gate = Gate.open();
    private long keyAlarmNotBefore = System.nanoTime();
    private volatile boolean shut;
    private boolean closed;

    Dispatcher(
            FcmSettings settings, Connector connector, AccessTokens tokens, InstantSource clock) {
        this.clock = clock;
        this.settings = settings;
        this.tokens = tokens;
        this.pool = new Pool(settings.way(), connector, this);
        this.target = Target.of(settings);
    }

    /// Makes the first connections ahead of the first push.
    void start() {
        pool.warm();
    }

    void add(Request request) {
        if (closed) {
            request.done(stopping());
        } else if (gate instanceof Gate.Shut(var _, String why, int _, long until)) {
            request.done(held(why, until));
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
        long deadline = System.nanoTime() + settings.way().requestLimit().toNanos();
        List<Connection> touched = new ArrayList<>();
        Connection connection = null;
        int together = 0;
        Instant now = clock.instant();
        while (!waiting.isEmpty() && gate.isPassable()) {
            if (connection == null || together == 0 || connection.free() <= 0) {
                connection = pool.leastLoaded();
                together = TOGETHER;
            }
            if (connection == null) {
                break;
            }
            if (!touched.contains(connection)) {
                touched.add(connection);
            }
            Request request = waiting.poll();
            if (request == null) {
                break;
            }
            if (request.isOver(now)) {
                request.done(OVER);
                continue;
            }
            together--;
            gate = gate.passed();
            request.renew(now);
            connection.send(request, token.authorization(), headers(token), deadline);
        }
        touched.forEach(Connection::flush);
        pool.grow();
    }

    /// Runs now and then: ends what has waited too long, tries again what was shut.
    void sweep() {
        long now = System.nanoTime();
        long patience = PATIENCE * settings.way().requestLimit().toNanos();
        pool.sweep(now);
        turn(gate.at(now));
        Instant time = clock.instant();
        waiting.pollWhile(each -> each.isOver(time)).forEach(each -> each.done(OVER));
        String lacking = tokens.current() == null ? "an access token" : "a free connection";
        Outcome inVain = new Outcome.Held(AWAY_PAUSE, "waited in vain for " + lacking);
        waiting.pollWhile(each -> now - each.arrivedNanos() > patience)
                .forEach(each -> each.done(inVain));
        dispatch();
    }

    void close() {
        closed = true;
        waiting.pollWhile(_ -> true).forEach(request -> request.done(stopping()));
        pool.close();
    }

    /// Connections that are open. May be asked on any thread.
    int openConnections() {
        return pool.open();
    }

    /// Whether the project takes pushes. May be asked on any thread.
    boolean takes() {
        return !shut && tokens.current() != null;
    }

    @Override
    public void ready(Connection connection) {
        pool.ready(connection);
        dispatch();
    }

    @Override
    public void answered(Connection connection, Request request) {
        pool.answered();
        int status = request.status();
        String body = request.answer();
        AsciiString refused = request.authorization();
        if (refused != null && Answers.refusesToken(status, body)) {
            tokens.refused(refused);
            if (request.firstTokenRefusal()) {
                refused(request);
                return;
            }
        }
        Outcome outcome = Answers.outcome(status, request.retryAfter(), body);
        end(request, outcome, sign(outcome, status, body));
        if (!waiting.isEmpty()) {
            dispatch();
        }
    }

    @Override
    public void inDoubt(Request request, String why) {
        end(request, new Outcome.Unknown(why), Gate.Sign.NOTHING);
    }

    @Override
    public void refused(Request request) {
        turn(gate.after(Gate.Sign.NOTHING, "", settings.sending().breaker(), System.nanoTime()));
        if (closed) {
            request.done(stopping());
        } else if (gate instanceof Gate.Shut(var _, String why, int _, long until)) {
            request.done(held(why, until));
        } else {
            waiting.addFirst(request);
        }
    }

    @Override
    public void closed(Connection connection) {
        pool.closed(connection);
        dispatch();
    }

    private Gate.Sign sign(Outcome outcome, int status, String body) {
        return switch (outcome) {
            case Outcome.Accepted _ -> Gate.Sign.TAKEN;
            case Outcome.Rejected _ -> Gate.Sign.PUSH_REFUSED;
            case Outcome.Held _ -> {
                if (Answers.refusesKey(status, body)) {
                    alarmOfKey();
                }
                yield Answers.refusesCaller(status, body)
                        ? Gate.Sign.CALLER_REFUSED
                        : Gate.Sign.NOTHING;
            }
            case Outcome.Retry _, Outcome.Throttled _, Outcome.Unknown _ -> Gate.Sign.NOTHING;
        };
    }

    private void end(Request request, Outcome outcome, Gate.Sign sign) {
        long now = System.nanoTime();
        String why = outcome instanceof Outcome.Accepted ? "" : outcome.toString();
        turn(gate.after(sign, why, settings.sending().breaker(), now));
        // Refused like too many others: more likely our fault than each of theirs.
        boolean isHeld =
                outcome instanceof Outcome.Rejected
                        && gate instanceof Gate.Shut shut
                        && shut.cause() == Gate.Cause.REFUSALS;
        request.done(
                isHeld && gate instanceof Gate.Shut shut
                        ? held(shut.why(), shut.untilNanos())
                        : outcome);
    }

    private void turn(Gate next) {
        Gate before = gate;
        gate = next;
        shut = next instanceof Gate.Shut;
        if (before instanceof Gate.Probing && next instanceof Gate.Open) {
            LOG.info("fcm.project-resumed", "project", settings.project());
        }
        if (next instanceof Gate.Shut stopped && !(before instanceof Gate.Shut)) {
            alarm(stopped);
            waiting.pollWhile(_ -> true)
                    .forEach(each -> each.done(held(stopped.why(), stopped.untilNanos())));
        }
    }

    private void alarm(Gate.Shut stopped) {
        boolean isCaller = stopped.cause() == Gate.Cause.CALLER;
        LOG.error(
                "fcm.project-stopped",
                "project",
                settings.project(),
                "why",
                isCaller
                        ? stopped.why()
                        : "FCM refuses too many pushes for good, last: " + stopped.why(),
                "means",
                "its pushes stay in the ledger; one is tried now and then",
                "remedy",
                isCaller
                        ? "check the project, its credentials and their role in the Firebase console"
                        : "check that the tokens are of this project, and fcm.templates;"
                                + " if they are right, set fcm.breaker.refused_percent: 0");
    }

    private void alarmOfKey() {
        long now = System.nanoTime();
        if (now - keyAlarmNotBefore >= 0) {
            keyAlarmNotBefore = now + KEY_ALARM_EVERY.toNanos();
            LOG.error(
                    "fcm.key-refused",
                    "project",
                    settings.project(),
                    "means",
                    "Apple or a web push service refuses the project's key; pushes to its phones"
                            + " stay in the ledger",
                    "remedy",
                    "renew the APNs or web push key in the Firebase console");
        }
    }

    private Http2Headers headers(AccessToken token) {
        Http2Headers same = headers;
        if (same == null || !token.equals(headersToken)) {
            same = target.headers(token.authorization());
            headers = same;
            headersToken = token;
        }
        return same;
    }

    private static Outcome held(String why, long untilNanos) {
        return new Outcome.Held(Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime())), why);
    }

    private static Outcome stopping() {
        return new Outcome.Retry(Optional.empty(), "the gateway is stopping");
    }
}
