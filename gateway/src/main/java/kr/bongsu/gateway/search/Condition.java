package kr.bongsu.gateway.search;

import java.text.Normalizer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.push.Lane;

/// One thing that has to be true of every push that is found.
public sealed interface Condition {

    /// A column has a text.
    record Text(Column column, Match match, String value) implements Condition {

        /// Composes what was typed: a browser on macOS may send Hangul in parts, telegrams never
        /// hold it so.
        public Text {
            value = Normalizer.normalize(value, Normalizer.Form.NFC);
            if (value.isEmpty()) {
                throw new IllegalArgumentException(
                        "'" + column.word() + "' has nothing to look for");
            }
        }
    }

    /// It is in one of these states.
    record State(Set<PushState> states) implements Condition {
        public State {
            if (states.isEmpty()) {
                throw new IllegalArgumentException("'state' has nothing to look for");
            }
            states = Set.copyOf(states);
        }

        /// Whether it leaves out what nearly all pushes are in the end.
        boolean isRare() {
            return !states.contains(PushState.ACCEPTED);
        }

        Set<PushState> ordered() {
            return EnumSet.copyOf(states);
        }
    }

    /// It travels in this lane.
    record Travels(Lane lane) implements Condition {}

    /// A time is in a range.
    ///
    /// @param from the first instant that fits
    /// @param until the first instant that fits no more
    record Between(TimeColumn column, Optional<Instant> from, Optional<Instant> until)
            implements Condition {}

    /// A time of a push.
    enum TimeColumn {
        /// When its telegram was received.
        ACCEPTED("t.received_at"),
        /// When it got its final state.
        SETTLED("p.settled_at"),
        /// Before when it must not be sent.
        RESERVED("m.reserved_for");

        private final String expression;

        TimeColumn(String expression) {
            this.expression = expression;
        }

        String expression() {
            return expression;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
