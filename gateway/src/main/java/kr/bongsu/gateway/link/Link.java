package kr.bongsu.gateway.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Keeps one line to an FEP up, for ever, until it is held or stopped.
///
/// When an endpoint fails, the next one is tried.
public final class Link implements AutoCloseable {

    private static final Log LOG = Log.of(Link.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private final Line line;
    private final Intake intake;
    private final Backlog backlog;
    private final Semaphore unstored;
    private final Thread thread;
    private final Chronicle chronicle;
    private final Semaphore wake = new Semaphore(0);
    private volatile Wish wish = new Wish.Up();
    private volatile int endpoint;
    private volatile @Nullable Session session;

    /// Whether the present connection was ready. Confined to the link's own thread.
    private boolean wasReady;

    /// What people want of the link.
    private sealed interface Wish {
        record Up() implements Wish {}

        record Held(String reason) implements Wish {}

        record Stopped() implements Wish {}
    }

    /// @param unstored permits for the bytes that all links together may have handed in and not
    ///   stored yet
    Link(Line line, Intake intake, Backlog backlog, Semaphore unstored) {
        this.line = line;
        this.intake = intake;
        this.backlog = backlog;
        this.unstored = unstored;
        this.chronicle = new Chronicle(line);
        this.thread = Thread.ofVirtual().name("link-" + line.name()).unstarted(this::run);
    }

    /// Starts, unless it runs already.
    public synchronized void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    public LinkSettings settings() {
        return line.settings();
    }

    /// Where it connects to, or is connected.
    public LinkSettings.Endpoint endpoint() {
        return settings().endpoints().get(endpoint);
    }

    public LinkState state() {
        return chronicle.state();
    }

    public LinkCounters counters() {
        return line.witness().counters();
    }

    /// Who changed what when, oldest first.
    public List<LinkChange> journal() {
        return chronicle.journal();
    }

    /// Signs off and stays so until [#release]: what was read is stored and answered first.
    public void hold(String who, String why) {
        chronicle.note(who, LinkChange.Kind.HELD, why);
        change(new Wish.Held(who + ": " + why));
    }

    /// Signs on again.
    public void release(String who) {
        chronicle.note(who, LinkChange.Kind.RELEASED, "");
        change(new Wish.Up());
    }

    /// Goes to another of the configured endpoints, at a telegram's border.
    ///
    /// @return whether there is such an endpoint
    public boolean switchTo(LinkSettings.Endpoint wanted, String who) {
        int index = settings().endpoints().indexOf(wanted);
        if (index < 0) {
            return false;
        }
        chronicle.note(who, LinkChange.Kind.SWITCHED, wanted.toString());
        endpoint = index;
        interruptSession();
        return true;
    }

    /// Writes what passes over the line to [#traceFile], masked, for so long.
    public void trace(Duration length, String who) {
        line.witness().trace().start(length);
        chronicle.note(who, LinkChange.Kind.TRACED, String.valueOf(length.toMinutes()));
    }

    /// Ends the trace before its time.
    public void stopTrace(String who) {
        line.witness().trace().stop();
        chronicle.note(who, LinkChange.Kind.TRACE_ENDED, "");
    }

    /// Until when it is traced; empty while it is not.
    public Optional<Instant> tracedUntil() {
        return line.witness().trace().until();
    }

    public Path traceFile() {
        return line.witness().trace().path();
    }

    /// Tells the FEP what became of pushes, while the line is ready.
    public ResultLine results() {
        return new ResultLine(
                line,
                () ->
                        state() instanceof LinkState.Ready
                                ? Optional.ofNullable(session)
                                : Optional.empty());
    }

    /// Begins to stop: reads nothing more. [#close] waits for the end.
    void drain() {
        change(new Wish.Stopped());
    }

    /// Stops: what was read is stored and answered first, within a limit.
    @Override
    public void close() {
        drain();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_LIMIT)) {
                thread.interrupt();
                LOG.warn("link.not-drained", "link", line.name());
            }
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        line.witness().trace().close();
    }

    private void change(Wish next) {
        wish = next;
        interruptSession();
    }

    private void interruptSession() {
        Session current = session;
        if (current != null) {
            become(new LinkState.Draining(line.clock().now()));
            current.drain();
        }
        wake.release();
    }

    private void run() {
        int failures = 0;
        try {
            while (true) {
                wake.drainPermits();
                switch (wish) {
                    case Wish.Stopped _ -> {
                        return;
                    }
                    case Wish.Held held -> {
                        become(new LinkState.Held(line.clock().now(), held.reason));
                        wake.acquire();
                    }
                    case Wish.Up _ -> {
                        int tried = endpoint;
                        wasReady = false;
                        Optional<String> failure = connectAndServe();
                        failures = wasReady ? 1 : failures + 1;
                        if (failure.isPresent()) {
                            nextEndpointAfter(tried);
                            become(new LinkState.Backoff(line.clock().now(), failure.get()));
                            boolean _ =
                                    wake.tryAcquire(
                                            pause(failures).toMillis(), TimeUnit.MILLISECONDS);
                        }
                    }
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            become(new LinkState.Stopped(line.clock().now()));
        }
    }

    /// @return why the connection failed or ended, or nothing when people wished its end
    private Optional<String> connectAndServe() throws InterruptedException {
        become(new LinkState.Connecting(line.clock().now()));
        LinkSettings.Endpoint to = endpoint();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(to.host(), to.port()), CONNECT_MILLIS);
            Wire wire = wire(plain, to);
            Session current =
                    new Session(
                            line,
                            new Session.Store(intake, backlog, unstored, this::ready),
                            wire,
                            new AnswerQueue(line, wire, to.port()));
            become(new LinkState.SigningOn(line.clock().now()));
            session = current;
            if (!(wish instanceof Wish.Up)) {
                return Optional.empty();
            }
            String reason = current.run();
            return reason.equals(Session.STOPPING) ? Optional.empty() : Optional.of(reason);
        } catch (SSLException e) {
            return Optional.of("no TLS with the FEP (" + e.getMessage() + ")");
        } catch (UnknownHostException e) {
            return Optional.of("no such host");
        } catch (IOException e) {
            return Optional.of("cannot connect (" + e.getMessage() + ")");
        } catch (RuntimeException bug) {
            // A line that ends for ever because of one odd telegram would be worse than one that is
            // made anew.
            LOG.bug("link.bug", bug);
            return Optional.of("a bug: " + bug);
        } finally {
            session = null;
        }
    }

    private Wire wire(Socket tcp, LinkSettings.Endpoint to) throws IOException {
        Optional<LinkTls> tls = settings().tls();
        if (tls.isEmpty()) {
            return new Wire(tcp, tcp);
        }
        return new Wire(tls.get().over(tcp, to, Duration.ofMillis(CONNECT_MILLIS)), tcp);
    }

    private void ready() {
        wasReady = true;
        become(new LinkState.Ready(line.clock().now()));
    }

    /// Unless somebody has chosen another one meanwhile.
    private synchronized void nextEndpointAfter(int tried) {
        int count = settings().endpoints().size();
        if (count > 1 && endpoint == tried) {
            endpoint = (tried + 1) % count;
        }
    }

    /// Doubles up to a limit, with jitter so that many links do not come back in one moment.
    private static Duration pause(int failures) {
        long millis =
                Math.min(
                        LONGEST_PAUSE.toMillis(),
                        FIRST_PAUSE.toMillis() << Math.min(failures - 1, 10));
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private void become(LinkState next) {
        chronicle.become(next, endpoint());
    }
}
