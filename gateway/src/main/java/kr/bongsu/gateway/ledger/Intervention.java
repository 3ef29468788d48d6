package kr.bongsu.gateway.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a person wants done to pushes.
///
/// @param by who wants it, for the timeline
public record Intervention(Kind kind, List<Long> pushes, String by, Instant at) {

    public enum Kind {
        /// Never send what has not been sent.
        CANCEL,
        /// Do not send it until it is let go.
        HOLD,
        LET_GO,
        /// Send what was rejected, expired or cancelled once more.
        SEND_AGAIN
    }

    public Intervention {
        pushes = List.copyOf(pushes);
    }

    /// What came of it.
    ///
    /// @param refused the pushes for which it was not possible, with the state that forbade it
    public record Done(List<Long> changed, Map<Long, PushState> refused) {}

    /// With an event and an outcome for each.
    int rows() {
        return 2 * pushes.size();
    }

    Done write(Transaction transaction) throws java.sql.SQLException {
        Map<Long, Standing> standings = Standings.lock(transaction.sql(), pushes);
        Map<Long, Standing> changed = new HashMap<>();
        Map<Long, PushState> refused = new TreeMap<>();
        for (Standing before : standings.values()) {
            Optional<Standing> after = next(before);
            if (after.isEmpty()) {
                refused.put(before.id(), before.state());
                continue;
            }
            changed.put(before.id(), after.get());
            transaction.ended(after.get());
            transaction.event(before, event(), at, detail(before));
            transaction.tally().moved(before.state(), after.get().state(), 1);
            if (kind == Kind.CANCEL) {
                transaction
                        .tally()
                        .happened(StatKind.CANCELLED, before.lane(), at.toEpochMilli(), 1);
            }
        }
        Standings.write(transaction.sql(), new ArrayList<>(changed.values()));
        return new Done(changed.keySet().stream().sorted().toList(), refused);
    }

    private Optional<Standing> next(Standing before) {
        return switch (kind) {
            case CANCEL -> before.cancel(at);
            case HOLD -> before.hold();
            case LET_GO -> before.letGo(at);
            case SEND_AGAIN -> before.sendAgain();
        };
    }

    private EventKind event() {
        return switch (kind) {
            case CANCEL -> EventKind.CANCELLED;
            case HOLD -> EventKind.HELD;
            case LET_GO -> EventKind.LET_GO;
            case SEND_AGAIN -> EventKind.SENT_AGAIN;
        };
    }

    /// The state that is left behind is kept, with its result.
    private String detail(Standing before) {
        String result = before.result().text();
        return "by "
                + by
                + ", was "
                + before.state().word()
                + (result == null ? "" : ": " + result);
    }
}
