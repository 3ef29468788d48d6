package kr.bongsu.gateway.link;

import java.util.function.UnaryOperator;
import kr.bongsu.gateway.log.Log;

/// Sees all that passes over one line, whatever the connection: counts it, watches its sequence
/// numbers, and traces it when asked. Called by the reading and by the answering thread.
final class Witness {

    private static final Log LOG = Log.of(Witness.class);

    private final String link;
    private final Trace trace;
    private final SequenceWatch sequence = new SequenceWatch();
    private volatile LinkCounters counters = LinkCounters.NONE;

    Witness(String link, Trace trace) {
        this.link = link;
        this.trace = trace;
    }

    LinkCounters counters() {
        return counters;
    }

    Trace trace() {
        return trace;
    }

    synchronized void count(UnaryOperator<LinkCounters> change) {
        counters = change.apply(counters);
    }

    /// @param sentAgain whether the telegram says that it is sent again
    synchronized void sequence(String date, long number, boolean sentAgain) {
        SequenceWatch.Sight sight = sequence.see(date, number);
        counters = counters.seen(sight, sentAgain);
        if (sight instanceof SequenceWatch.Sight.Gap gap) {
            LOG.warn(
                    "link.sequence-gap",
                    "link",
                    link,
                    "missing",
                    gap.numbers(),
                    "before",
                    number,
                    "date",
                    date);
        } else if (sight instanceof SequenceWatch.Sight.Repeat && !sentAgain) {
            LOG.warn("link.sequence-repeat", "link", link, "number", number, "date", date);
        }
    }
}
