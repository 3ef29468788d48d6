package kr.bongsu.gateway.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;

/// Tells the FEP over its line what became of the pushes that came over it: a telegram at a time,
/// each taken when the FEP has answered it good. For one thread.
///
/// A telegram that is refused again and again is told in halves, to find the outcomes that are
/// refused by themselves: these are given back, so that no other waits for them.
public final class ResultLine {

    /// Records of a telegram.
    private static final int MOST = 100;

    /// A first refusal, or a second, may be of a moment when the core system takes nothing.
    private static final int TRIES = 3;

    /// Whoever refuses more than so many by themselves may refuse everything: he is asked again
    /// later, without these.
    private static final int MOST_REFUSED = 20;

    private final Line line;
    private final Supplier<Optional<Session>> session;
    private final ResultTelegrams telegrams;

    /// Of what was told last, one after the other.
    private int refusals;

    /// The FEP does not take a telegram.
    public static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        private final long code;
        private final transient List<PushOutcome> ones;

        private RefusedException(long code, List<PushOutcome> ones) {
            super("the FEP answers " + code);
            this.code = code;
            this.ones = List.copyOf(ones);
        }

        /// Those that it has refused by themselves.
        public List<PushOutcome> ones() {
            return ones;
        }
    }

    /// @param session the one that is ready, if there is one
    ResultLine(Line line, Supplier<Optional<Session>> session) {
        this.line = line;
        this.session = session;
        this.telegrams = new ResultTelegrams(line.form(), line.clock().zone());
    }

    /// What a layout lacks to tell results in it, as `block.field`.
    public static List<String> missing(TelegramForm form) {
        return ResultForm.missing(form.layout());
    }

    /// Returns when all of them have been taken but those it gives back, which the FEP refuses by
    /// themselves.
    public List<PushOutcome> tell(List<PushOutcome> outcomes)
            throws IOException, InterruptedException {
        List<PushOutcome> refused = new ArrayList<>();
        boolean patienceIsOver = refusals >= TRIES - 1;
        for (int from = 0; from < outcomes.size(); from += MOST) {
            List<PushOutcome> some = outcomes.subList(from, Math.min(outcomes.size(), from + MOST));
            try {
                ask(some);
            } catch (RefusedException no) {
                if (!patienceIsOver) {
                    refusals++;
                    throw no;
                }
                sift(some, no, refused);
            }
        }
        refusals = 0;
        return refused;
    }

    /// Tells what was refused together in halves.
    private void sift(List<PushOutcome> some, RefusedException why, List<PushOutcome> refused)
            throws IOException, InterruptedException {
        if (refused.size() == MOST_REFUSED) {
            throw new RefusedException(why.code, refused);
        }
        if (some.size() == 1) {
            refused.add(some.getFirst());
            return;
        }
        int half = some.size() / 2;
        for (List<PushOutcome> each :
                List.of(some.subList(0, half), some.subList(half, some.size()))) {
            try {
                ask(each);
            } catch (RefusedException no) {
                sift(each, no, refused);
            }
        }
    }

    private void ask(List<PushOutcome> some) throws IOException, InterruptedException {
        Session ready = ready();
        ask(ready, telegrams.outcomes(some, ready.port(), line.clock().now()));
    }

    /// Returns when it has been taken.
    public void tell(DayTotal total) throws IOException, InterruptedException {
        Session ready = ready();
        ask(ready, telegrams.total(total, ready.port(), line.clock().now()));
    }

    private Session ready() throws IOException {
        return session.get().orElseThrow(() -> new IOException("the line is not ready"));
    }

    private void ask(Session ready, ResultTelegrams.Question question)
            throws IOException, InterruptedException {
        Duration limit = line.settings().dialogue().heartbeat();
        long code = ready.ask(question, limit);
        if (code != line.codes().good()) {
            throw new RefusedException(code, List.of());
        }
    }
}
