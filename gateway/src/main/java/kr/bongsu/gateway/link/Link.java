package kr.bongsu.gateway.link;

import java.io.IOException;
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
import kr.bongsu.gateway.ledger.LinkWish;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Keeps one line to an FEP up, for ever, until it is held or stopped.
///
/// When an endpoint fails, the next one is tried.
public final class Link implements AutoCloseable {

    private static final Log LOG = Log.of(Link.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private final Line line;
    private final Intake intake;
    private final Backlog backlog;
    private final Semaphore unstored;
    private final Thread thread;
    private final Chronicle chronicle;
    private final Semaphore wake = new Semaphore(0);
    private final Wishes wishes;
    private volatile @Nullable Session session;

    /// Whether the present connection was ready. Confined to the link's own thread.
    private boolean wasReady;

    /// @param unstored permits for the bytes that all links together may have handed in and not
    ///   stored yet
    Link(Line line, Intake intake, Backlog backlog, Semaphore unstored, Recall before) {
        this.line = line;
        this.intake = intake;
        this.backlog = backlog;
        this.unstored = unstored;
        this.chronicle = new Chronicle(line);
        this.wishes = new Wishes(line, before);
        this.thread = Thread.ofVirtual().name("link-" + line.name()).unstarted(this::run);
    }

    /// Starts, unless it runs already.
    ///
    /// @return whether it did not run
    public synchronized boolean start() {
        boolean fresh = thread.getState() == Thread.State.NEW;
        if (fresh) {
            thread.start();
        }
        return fresh;
    }

    public LinkSettings settings() {
        return line.settings();
    }

    /// Where it connects to, or is connected.
    public LinkSettings.Endpoint endpoint() {
        return wishes.endpoint();
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

    /// Signs off and stays so until [#release]: what was read is stored and answered first. The
    /// caller keeps [#hold()] in the ledger, for the next gateway.
    public void hold(String who, String why) {
        chronicle.note(who, LinkChange.Kind.HELD, why);
        wishes.hold(who, why);
        interruptSession();
    }

    /// Signs on again.
    public void release(String who) {
        chronicle.note(who, LinkChange.Kind.RELEASED, "");
        wishes.release();
        interruptSession();
    }

    /// Whether people wish it to be signed off.
    public Optional<LinkWish.Hold> hold() {
        return wishes.hold();
    }

    /// Goes to another of the configured endpoints, at a telegram's border. The caller keeps
    /// [#place] in the ledger, for the next gateway.
    ///
    /// @return whether there is such an endpoint
    public boolean switchTo(LinkSettings.Endpoint wanted, String who) {
        if (!wishes.choose(wanted, who)) {
            return false;
        }
        chronicle.note(who, LinkChange.Kind.SWITCHED, wanted.toString());
        interruptSession();
        return true;
    }

    /// At which endpoint people wish it to begin, unless at the first.
    public Optional<LinkWish.Place> place() {
        return wishes.place();
    }

    /// Learns what people have wished of the gateway before this one since this line began.
    void lookAgain() {
        Optional<String> failure = recall();
        if (failure.isPresent()) {
            LOG.error(
                    "link.wishes-unknown",
                    "link",
                    line.name(),
                    "why",
                    failure.get(),
                    "means",
                    "what the gateway before this one was told in its last moments is not done");
        }
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
        wishes.stop();
        interruptSession();
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
                switch (wishes.wish()) {
                    case Wishes.Wish.Stopped _ -> {
                        return;
                    }
                    case Wishes.Wish.Unknown _ -> {
                        Optional<String> failure = recall();
                        failures = failure.isPresent() ? failures + 1 : 0;
                        backOff(failure, failures);
                    }
                    case Wishes.Wish.Held(LinkWish.Hold hold) -> {
                        String reason = hold.by() + ": " + hold.reason();
                        become(new LinkState.Held(hold.since(), reason));
                        wake.acquire();
                    }
                    case Wishes.Wish.Up _ -> {
                        LinkSettings.Endpoint tried = endpoint();
                        wasReady = false;
                        Optional<String> failure = connectAndServe();
                        failures = wasReady ? 1 : failures + 1;
                        failure.ifPresent(_ -> wishes.leave(tried));
                        backOff(failure, failures);
                    }
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            become(new LinkState.Stopped(line.clock().now()));
        }
    }

    /// Waits after a failure, if there was one.
    private void backOff(Optional<String> failure, int failures) throws InterruptedException {
        if (failure.isPresent()) {
            become(new LinkState.Backoff(line.clock().now(), failure.get()));
            Duration pause = Pause.after(failures, ThreadLocalRandom.current());
            boolean _ = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// @return why it is not known what people wished before
    private Optional<String> recall() {
        return wishes.recall(news -> {
            chronicle.remember(news);
            interruptSession();
        });
    }

    /// @return why the connection failed or ended, or nothing when people wished its end
    private Optional<String> connectAndServe() throws InterruptedException {
        become(new LinkState.Connecting(line.clock().now()));
        LinkSettings.Endpoint to = endpoint();
        try (Socket plain = new Socket()) {
            Wire wire = Wire.connect(plain, settings(), to, CONNECT_LIMIT);
            Session current =
                    new Session(
                            line,
                            new Session.Store(intake, backlog, unstored, this::ready),
                            wire,
                            new AnswerQueue(line, wire, to.port()));
            become(new LinkState.SigningOn(line.clock().now()));
            session = current;
            if (!wishes.want(to)) {
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

    private void ready() {
        wasReady = true;
        become(new LinkState.Ready(line.clock().now()));
    }

    private void become(LinkState next) {
        chronicle.become(next, endpoint());
    }
}
