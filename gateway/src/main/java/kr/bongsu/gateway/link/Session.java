package kr.bongsu.gateway.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.HexDump;

/// One connection to an FEP, from sign-on to its end. Dies with the connection.
final class Session {

    private static final Log LOG = Log.of(Session.class);

    /// The reason of an end that was asked for.
    static final String STOPPING = "stopping";

    private static final int READ_BYTES = 16 * 1024;
    private static final int DUMPED_BYTES = 256;
    private static final int MOST_MISSED = 3;
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);
    private static final Duration BACKLOG_PAUSE = Duration.ofMillis(50);

    private final Line line;
    private final Store store;
    private final Wire wire;
    private final Conversation conversation;
    private final AnswerQueue answers;
    private final Inquiry inquiry = new Inquiry();
    private volatile boolean draining;

    /// Where telegrams go.
    ///
    /// @param unstored permits for the bytes that all links together may have handed in and not
    ///   stored yet
    /// @param ready is run once, when the FEP has accepted the sign-on
    record Store(Intake intake, Backlog backlog, Semaphore unstored, Runnable ready) {

        static final int MOST_UNSTORED_BYTES = 32 << 20;
    }

    Session(Line line, Store store, Wire wire, AnswerQueue answers) {
        this.line = line;
        this.store = store;
        this.wire = wire;
        this.conversation = new Conversation(line, store, answers, inquiry);
        this.answers = answers;
    }

    /// Signs on and serves the connection until it ends.
    ///
    /// @return why it ended, for a person
    String run() throws InterruptedException {
        String reason;
        answers.start();
        try {
            wire.tcp().setTcpNoDelay(true);
            wire.waitAtMost(heartbeat());
            answers.signOn();
            if (!line.settings().dialogue().signOnAnswered()) {
                conversation.becomeReady();
            }
            reason = read(wire.in());
        } catch (IOException e) {
            reason = draining ? STOPPING : "connection lost (" + e.getMessage() + ")";
        } finally {
            inquiry.end();
            answers.finish(draining ? LONGEST_DRAIN : Duration.ZERO);
        }
        return reason;
    }

    /// Asks the FEP something, on another thread, and waits for the code of its answer.
    long ask(ResultTelegrams.Question question, Duration limit)
            throws IOException, InterruptedException {
        return inquiry.ask(question, limit, answers::ask);
    }

    /// To which the connection goes.
    int port() {
        return answers.port();
    }

    /// Reads nothing more; what was read is still stored and answered.
    void drain() {
        draining = true;
        try {
            wire.stopReading();
        } catch (IOException alreadyGone) {
            LOG.info("link.gone-before-drain", "link", line.name());
        }
    }

    private String read(InputStream in) throws IOException, InterruptedException {
        Framer framer = new Framer(line.form().layout());
        byte[] bytes = new byte[READ_BYTES];
        int missed = 0;
        long heard = System.nanoTime();
        while (!draining) {
            awaitRoom();
            int count;
            try {
                count = in.read(bytes);
            } catch (SocketTimeoutException silent) {
                if (System.nanoTime() - heard < heartbeat().toNanos()) {
                    continue;
                }
                heard = System.nanoTime();
                if (!conversation.isReady()) {
                    return "the sign-on is not answered";
                }
                if (framer.pending() > 0) {
                    return "a telegram has begun and its rest does not arrive";
                }
                if (++missed > MOST_MISSED) {
                    return "no sign of life for " + missed + " heartbeats";
                }
                answers.heartbeat();
                continue;
            }
            if (count < 0) {
                return draining ? STOPPING : "closed by the FEP";
            }
            missed = 0;
            heard = System.nanoTime();
            framer.offer(ByteBuffer.wrap(bytes, 0, count));
            String end = serve(framer, bytes, count);
            if (!end.isEmpty()) {
                return end;
            }
        }
        return STOPPING;
    }

    private boolean isFull() {
        return store.backlog.isFull(line.settings().lane());
    }

    private Duration heartbeat() {
        return line.settings().dialogue().heartbeat();
    }

    /// While the ledger is full nothing is read, and TCP holds the FEP back.
    private void awaitRoom() throws InterruptedException {
        if (draining
                || !isFull()
                || line.settings().dialogue().whenFull() == LinkSettings.WhenFull.REFUSE) {
            return;
        }
        LOG.warn(
                "link.stops-reading",
                "link",
                line.name(),
                "why",
                "as many pushes wait in the ledger as it may hold");
        while (!draining && isFull()) {
            Thread.sleep(BACKLOG_PAUSE);
        }
        LOG.info("link.reads-again", "link", line.name());
    }

    /// Serves every whole telegram.
    ///
    /// @return why the connection must end, or nothing
    private String serve(Framer framer, byte[] read, int count) throws InterruptedException {
        while (true) {
            switch (framer.next()) {
                case Framing.Incomplete _ -> {
                    return "";
                }
                case Framing.Broken broken -> {
                    line.witness().count(LinkCounters::brokenOff);
                    byte[] last = Arrays.copyOf(read, count);
                    line.witness().trace().see(new Trace.Event.Noise(last));
                    LOG.warn(
                            "link.stream-broken",
                            "link",
                            line.name(),
                            "what",
                            broken.what(),
                            "means",
                            "the connection is dropped and made anew",
                            "dump",
                            HexDump.noise(last, 0, DUMPED_BYTES));
                    return broken.what();
                }
                case Framing.Whole whole -> {
                    String end = conversation.take(whole.bytes());
                    if (!end.isEmpty()) {
                        return end;
                    }
                }
            }
        }
    }
}
