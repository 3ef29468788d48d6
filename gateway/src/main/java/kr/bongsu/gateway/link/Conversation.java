package kr.bongsu.gateway.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.HexDump;
import kr.bongsu.telegram.Telegram;

/// What is said over one connection: takes each telegram the FEP sends and sees to its answer.
/// Confined to the thread that reads.
final class Conversation {

    private static final Log LOG = Log.of(Session.class);
    private static final int DUMPED_BYTES = 256;

    private final Line line;
    private final Session.Store store;
    private final AnswerQueue answers;
    private final Inquiry inquiry;
    private final Reception reception;
    private boolean ready;

    Conversation(Line line, Session.Store store, AnswerQueue answers, Inquiry inquiry) {
        this.line = line;
        this.store = store;
        this.answers = answers;
        this.inquiry = inquiry;
        this.reception = new Reception(line.settings(), line.form(), line.clock().zone());
    }

    /// Whether the FEP has accepted the sign-on.
    boolean isReady() {
        return ready;
    }

    void becomeReady() {
        if (!ready) {
            ready = true;
            store.ready().run();
        }
    }

    /// Serves a telegram as a framer cut it out.
    ///
    /// @return why the connection must end, or nothing
    String take(byte[] bytes) throws InterruptedException {
        line.witness().trace().see(new Trace.Event.Received(bytes));
        return switch (line.form().layout().decode(bytes)) {
            case Decoding.Decoded decoded -> serve(decoded.telegram());
            case Decoding.Malformed malformed -> {
                refuse(bytes, malformed);
                yield "";
            }
        };
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
        if (inquiry.answer(
                answer.kind(), answer.header().text(line.form().header().uuid()), code)) {
            return "";
        }
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
        watch(telegram.header(), submission.retryCount() > 0);
        if (store.backlog().isFull(submission.lane())
                && whenFull() == LinkSettings.WhenFull.REFUSE) {
            answers.answerTooMany(telegram.header());
            return;
        }
        BlockView header = line.form().layout().headerOf(telegram.headerBytes());
        int bytes = Math.min(telegram.size(), Session.Store.MOST_UNSTORED_BYTES);
        store.unstored().acquire(bytes);
        answers.answerWhenStored(
                header,
                submission.pushes(),
                store.intake()
                        .accept(submission)
                        .whenComplete((receipt, failure) -> store.unstored().release(bytes)));
    }

    private LinkSettings.WhenFull whenFull() {
        return line.settings().dialogue().whenFull();
    }

    private void watch(BlockView header, boolean sentAgain) {
        OptionalLong number = header.number(line.form().header().sequence());
        if (number.isPresent()) {
            String date = header.text(line.form().header().date());
            line.witness().sequence(date, number.getAsLong(), sentAgain);
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
}
