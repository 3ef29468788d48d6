package kr.bongsu.gateway.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Keeps one line to an FEP up, for ever, until it is stopped.
public final class Link implements AutoCloseable {

    private static final Log LOG = Log.of(Link.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Line line;
    private final Intake intake;
    private final Thread thread;
    private volatile LinkState state;
    private volatile LinkCounters counters = LinkCounters.NONE;
    private volatile boolean stopping;
    private volatile @Nullable Session session;

    Link(Line line, Intake intake) {
        this.line = line;
        this.intake = intake;
        this.state = new LinkState.Stopped(line.clock().instant());
        this.thread =
                Thread.ofVirtual().name("link-" + line.settings().name()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public LinkSettings settings() {
        return line.settings();
    }

    public LinkState state() {
        return state;
    }

    public LinkCounters counters() {
        return counters;
    }

    /// Begins to stop: reads nothing more. [#close] waits for the end.
    public void drain() {
        stopping = true;
        Session current = session;
        if (current != null) {
            current.drain();
        } else {
            thread.interrupt();
        }
    }

    /// Stops: what was read is stored and answered first, within a limit.
    @Override
    public void close() {
        drain();
        try {
            if (!thread.join(Duration.ofSeconds(15))) {
                thread.interrupt();
                LOG.warn("link.not-drained", "link", line.settings().name());
            }
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (!stopping) {
                become(new LinkState.Connecting(line.clock().instant()));
                boolean wasReady = false;
                String reason;
                try (Socket socket = new Socket()) {
                    LinkSettings.Endpoint endpoint = line.settings().endpoint();
                    socket.connect(
                            new InetSocketAddress(endpoint.host(), endpoint.port()),
                            CONNECT_MILLIS);
                    wasReady = true;
                    reason = serve(socket);
                } catch (UnknownHostException e) {
                    reason = "no such host";
                } catch (IOException e) {
                    reason = "cannot connect (" + e.getMessage() + ")";
                }
                failures = wasReady ? 0 : failures + 1;
                if (!stopping) {
                    become(new LinkState.Backoff(line.clock().instant(), reason));
                    Thread.sleep(pause(failures));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            become(new LinkState.Stopped(line.clock().instant()));
        }
    }

    private String serve(Socket socket) throws InterruptedException {
        Session current =
                new Session(line, intake, socket, new AnswerQueue(line, socket, this::count));
        session = current;
        try {
            if (stopping) {
                return "stopping";
            }
            become(new LinkState.Ready(line.clock().instant()));
            return current.run();
        } finally {
            session = null;
        }
    }

    /// Doubles up to a limit, with jitter so that many links do not come back in one moment.
    private static Duration pause(int failures) {
        long millis =
                Math.min(
                        LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private void count(UnaryOperator<LinkCounters> change) {
        counters = change.apply(counters);
    }

    /// Says what changed, but not each of the many failed attempts while an FEP is away.
    private void become(LinkState next) {
        LinkState before = state;
        state = next;
        String name = line.settings().name();
        switch (next) {
            case LinkState.Ready _ ->
                    LOG.info("link.ready", "link", name, "fep", line.settings().endpoint());
            case LinkState.Backoff backoff -> {
                if (!backoff.reason().equals(lastReason)) {
                    LOG.warn(
                            "link.down",
                            "link",
                            name,
                            "fep",
                            line.settings().endpoint(),
                            "why",
                            backoff.reason(),
                            "means",
                            "it keeps trying");
                }
                lastReason = backoff.reason();
                return;
            }
            case LinkState.Stopped _ ->
                    LOG.info("link.stopped", "link", name, "was", before.word());
            case LinkState.Connecting _ -> {
                return;
            }
        }
        lastReason = "";
    }

    /// Confined to the link's own thread.
    private String lastReason = "";
}
