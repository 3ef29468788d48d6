package kr.bongsu.gateway.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.Telegram;

/// One connection to an FEP, from sign-on to its end. Dies with the connection.
final class Session {

    private static final Log LOG = Log.of(Session.class);
    private static final int READ_BYTES = 64 * 1024;
    private static final int MOST_MISSED = 3;
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

    private final Line line;
    private final Intake intake;
    private final Socket socket;
    private final Reception reception;
    private final AnswerQueue answers;
    private volatile boolean draining;

    Session(Line line, Intake intake, Socket socket, AnswerQueue answers) {
        this.line = line;
        this.intake = intake;
        this.socket = socket;
        this.reception = new Reception(line.settings(), line.form(), line.zone());
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
            reason = read(socket.getInputStream());
        } catch (IOException e) {
            reason = draining ? "stopping" : "connection lost (" + e.getMessage() + ")";
        }
        answers.finish(draining ? LONGEST_DRAIN : Duration.ZERO);
        return reason;
    }

    /// Reads nothing more; what was read is still stored and answered.
    void drain() {
        draining = true;
        try {
            socket.shutdownInput();
        } catch (IOException alreadyGone) {
            LOG.info("link.gone-before-drain", "link", line.settings().name());
        }
    }

    private String read(InputStream in) throws IOException, InterruptedException {
        Framer framer = new Framer(line.form().layout());
        byte[] bytes = new byte[READ_BYTES];
        int missed = 0;
        while (true) {
            int count;
            try {
                count = in.read(bytes);
            } catch (SocketTimeoutException silent) {
                if (++missed > MOST_MISSED) {
                    return "no sign of life for " + missed + " heartbeats";
                }
                answers.heartbeat();
                continue;
            }
            if (count < 0) {
                return draining ? "stopping" : "closed by the FEP";
            }
            missed = 0;
            framer.offer(ByteBuffer.wrap(bytes, 0, count));
            String broken = serve(framer);
            if (!broken.isEmpty()) {
                return broken;
            }
        }
    }

    /// Serves every whole telegram.
    ///
    /// @return why the stream cannot be trusted any more, or nothing
    private String serve(Framer framer) throws InterruptedException {
        while (true) {
            switch (framer.next()) {
                case Framing.Incomplete _ -> {
                    return "";
                }
                case Framing.Broken broken -> {
                    LOG.warn(
                            "link.stream-broken",
                            "link",
                            line.settings().name(),
                            "what",
                            broken.what(),
                            "means",
                            "the connection is dropped and made anew");
                    return broken.what();
                }
                case Framing.Whole whole -> {
                    switch (line.form().layout().decode(whole.bytes())) {
                        case Decoding.Decoded decoded -> serve(decoded.telegram());
                        case Decoding.Malformed malformed -> refuse(whole.bytes(), malformed);
                    }
                }
            }
        }
    }

    private void serve(Telegram telegram) throws InterruptedException {
        if (telegram.isAnswer()) {
            long code = telegram.header().number(line.form().header().responseCode()).orElse(0);
            if (code != line.codes().good()) {
                LOG.warn("link.fep-reports-error", "link", line.settings().name(), "code", code);
            }
            return;
        }
        if (!telegram.kind().equals("D")) {
            answers.answerGood(telegram.header());
            return;
        }
        Instant now = line.clock().instant();
        Submission submission;
        try {
            submission = reception.submission(telegram, now);
        } catch (DateTimeException e) {
            LOG.warn(
                    "link.telegram-refused",
                    "link",
                    line.settings().name(),
                    "what",
                    "message.sndn_rsev_hour is no time: " + e.getMessage());
            answers.answerMalformed(telegram.header());
            return;
        }
        CompletableFuture<Receipt> receipt = intake.accept(submission);
        answers.answerWhenStored(telegram.header(), submission.pushes(), receipt);
    }

    private void refuse(byte[] bytes, Decoding.Malformed malformed) throws InterruptedException {
        LOG.warn(
                "link.telegram-refused",
                "link",
                line.settings().name(),
                "bytes",
                bytes.length,
                "what",
                malformed);
        BlockView header = line.form().layout().headerOf(bytes);
        // An answer to an answer could go back and forth for ever.
        if (!header.text(line.form().header().requestType())
                .equals(line.form().layout().answer().value())) {
            answers.answerMalformed(header);
        }
    }
}
