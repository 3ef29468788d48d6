package kr.bongsu.gateway.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.HexDump;
import kr.bongsu.telegram.Telegram;

/// One connection to an FEP, from sign-on to its end. Dies with the connection.
final class Session {

    private static final Log LOG = Log.of(Session.class);

    /// The reason of an end that was asked for.
    static final String STOPPING = "stopping";

    private static final int READ_BYTES = 64 * 1024;
    private static final int DUMPED_BYTES = 256;
    private static final int MOST_MISSED = 3;
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);
    private static final Duration BACKLOG_PAUSE = Duration.ofMillis(50);

    private final Line line;
    private final Store store;
    private final Socket socket;
    private final Reception reception;
    private final AnswerQueue answers;
    private volatile boolean draining;
    private boolean ready;
    private SequenceWatch sequence = SequenceWatch.START;

    /// Where telegrams go.
    ///
    /// @param unstored permits for the bytes that all links together may have handed in and not
    ///   stored yet
    /// @param ready is run once, when the FEP has accepted the sign-on
    record Store(Intake intake, Backlog backlog, Semaphore unstored, Runnable ready) {

        static final int MOST_UNSTORED_BYTES = 32 << 20;
    }

    Session(Line line, Store store, Socket socket, AnswerQueue answers) {
        this.line = line;
        this.store = store;
        this.socket = socket;
        this.reception = new Reception(line.settings(), line.form(), line.clock().zone());
        this.answers = answers;
    }

    /// Signs on and serves the connection until it ends.
    ///
    /// @return why it ended, for a person
    String run() throws InterruptedException {
        String reason;
        answers.start();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) line.settings().heartbeat().toMillis());
            answers.signOn();
            if (!line.settings().signOnAnswered()) {
                becomeReady();
            }
            reason = read(socket.getInputStream());
        } catch (IOException e) {
            reason = draining ? STOPPING : "connection lost (" + e.getMessage() + ")";
        } finally {
            answers.finish(draining ? LONGEST_DRAIN : Duration.ZERO);
        }
        return reason;
    }

    /// Reads nothing more; what was read is still stored and answered.
    void drain() {
        draining = true;
        try {
            socket.shutdownInput();
        } catch (IOException alreadyGone) {
            LOG.info("link.gone-before-drain", "link", line.name());
        }
    }

    private String read(InputStream in) throws IOException, InterruptedException {
        Framer framer = new Framer(line.form().layout());
        byte[] bytes = new byte[READ_BYTES];
        int missed = 0;
        while (true) {
            awaitRoom();
            int count;
            try {
                count = in.read(bytes);
            } catch (SocketTimeoutException silent) {
                if (!ready) {
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
            framer.offer(ByteBuffer.wrap(bytes, 0, count));
            String end = serve(framer, bytes, count);
            if (!end.isEmpty()) {
                return end;
            }
        }
    }

    /// While the ledger is full nothing is read, and TCP holds the FEP back.
    private void awaitRoom() throws InterruptedException {
        if (draining || !store.backlog.isFull()) {
            return;
        }
        LOG.warn(
                "link.stops-reading",
                "link",
                line.name(),
                "why",
                "as many pushes wait in the ledger as it may hold");
        while (!draining && store.backlog.isFull()) {
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
                    line.counted().count(LinkCounters::brokenOff);
                    LOG.warn(
                            "link.stream-broken",
                            "link",
                            line.name(),
                            "what",
                            broken.what(),
                            "means",
                            "the connection is dropped and made anew",
                            "dump",
                            HexDump.noise(java.util.Arrays.copyOf(read, count), 0, DUMPED_BYTES));
                    return broken.what();
                }
                case Framing.Whole whole -> {
                    String end =
                            switch (line.form().layout().decode(whole.bytes())) {
                                case Decoding.Decoded decoded -> serve(decoded.telegram());
                                case Decoding.Malformed malformed -> {
                                    refuse(whole.bytes(), malformed);
                                    yield "";
                                }
                            };
                    if (!end.isEmpty()) {
                        return end;
                    }
                }
            }
        }
    }

    private String serve(Telegram telegram) throws InterruptedException {
        if (telegram.isAnswer()) {
            return heed(telegram);
        }
        // An FEP that sends has accepted the sign-on, whether it says so or not.
        becomeReady();
        if (telegram.kind().equals("D")) {
            accept(telegram);
        } else {
            answers.answerGood(telegram.header());
        }
        return "";
    }

    private String heed(Telegram answer) {
        long code = answer.header().number(line.form().header().responseCode()).orElse(0);
        if (code != line.codes().good()) {
            LOG.warn(
                    "link.fep-reports-error",
                    "link",
                    line.name(),
                    "to",
                    answer.kind(),
                    "code",
                    code);
            return answer.kind().equals("A") ? "the FEP refuses the sign-on, code " + code : "";
        }
        if (answer.kind().equals("A")) {
            becomeReady();
        }
        return "";
    }

    private void accept(Telegram telegram) throws InterruptedException {
        Instant now = line.clock().now();
        Submission submission;
        try {
            submission = reception.submission(telegram, now);
        } catch (DateTimeException e) {
            LOG.warn(
                    "link.telegram-refused",
                    "link",
                    line.name(),
                    "what",
                    "message.sndn_rsev_hour is no time: " + e.getMessage());
            answers.answerMalformed(telegram.header());
            return;
        }
        watch(telegram.header());
        BlockView header = line.form().layout().headerOf(telegram.headerBytes());
        int bytes = Math.min(telegram.size(), Store.MOST_UNSTORED_BYTES);
        store.unstored.acquire(bytes);
        answers.answerWhenStored(
                header,
                submission.pushes(),
                store.intake
                        .accept(submission)
                        .whenComplete((receipt, failure) -> store.unstored.release(bytes)));
    }

    private void watch(BlockView header) {
        OptionalLong number = header.number(line.form().header().sequence());
        if (number.isEmpty()) {
            return;
        }
        long before = sequence.missing();
        sequence = sequence.see(header.text(line.form().header().date()), number.getAsLong());
        long missing = sequence.missing() - before;
        if (missing > 0) {
            line.counted().count(counters -> counters.missing(missing));
            LOG.warn(
                    "link.sequence-gap",
                    "link",
                    line.name(),
                    "missing",
                    missing,
                    "before",
                    number.getAsLong());
        }
    }

    private void refuse(byte[] bytes, Decoding.Malformed malformed) throws InterruptedException {
        LOG.warn(
                "link.telegram-refused",
                "link",
                line.name(),
                "bytes",
                bytes.length,
                "what",
                malformed,
                "dump",
                HexDump.masked(line.form().layout(), bytes, DUMPED_BYTES));
        BlockView header = line.form().layout().headerOf(bytes);
        // An answer to an answer could go back and forth for ever.
        if (!header.text(line.form().header().requestType())
                .equals(line.form().layout().answer().value())) {
            answers.answerMalformed(header);
        }
    }

    private void becomeReady() {
        if (!ready) {
            ready = true;
            store.ready.run();
        }
    }
}
