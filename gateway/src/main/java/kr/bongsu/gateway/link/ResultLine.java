package kr.bongsu.gateway.link;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;

/// Tells the FEP over its line what became of the pushes that came over it: a telegram at a time,
/// each taken when the FEP has answered it good. For one thread.
public final class ResultLine {

    /// Records of a telegram.
    private static final int MOST = 100;

    private final Line line;
    private final Supplier<Optional<Session>> session;
    private final ResultTelegrams telegrams;

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

    /// Returns when all of them have been taken.
    public void tell(List<PushOutcome> outcomes) throws IOException, InterruptedException {
        for (int from = 0; from < outcomes.size(); from += MOST) {
            List<PushOutcome> some = outcomes.subList(from, Math.min(outcomes.size(), from + MOST));
            Session ready = ready();
            ask(ready, telegrams.outcomes(some, ready.port(), line.clock().now()));
        }
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
            throw new IOException("the FEP answers " + code);
        }
    }
}
