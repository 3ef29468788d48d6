package kr.bongsu.gateway.link;

import java.time.Instant;
import java.util.Optional;

/// What passed over a link since the gateway started. A snapshot.
///
/// @param broken connections dropped because their stream could not be trusted
public record LinkCounters(
        Totals totals, Sequences sequences, long broken, Optional<Instant> lastTelegramAt) {

    /// Data telegrams and the recipients of those that were stored.
    ///
    /// @param refused answered with an error code
    public record Totals(long telegrams, long recipients, long refused, long duplicates) {
        Totals plus(Totals other) {
            return new Totals(
                    telegrams + other.telegrams,
                    recipients + other.recipients,
                    refused + other.refused,
                    duplicates + other.duplicates);
        }
    }

    /// What the sequence numbers told.
    ///
    /// @param missing passed over and not seen since
    /// @param repeats seen before, and not marked as sent again
    public record Sequences(long missing, long repeats) {}

    static final LinkCounters NONE =
            new LinkCounters(new Totals(0, 0, 0, 0), new Sequences(0, 0), 0, Optional.empty());

    LinkCounters stored(int recipients, Instant at) {
        return with(new Totals(1, recipients, 0, 0), at);
    }

    LinkCounters duplicate(Instant at) {
        return with(new Totals(1, 0, 0, 1), at);
    }

    LinkCounters refuse(Instant at) {
        return with(new Totals(1, 0, 1, 0), at);
    }

    LinkCounters seen(SequenceWatch.Sight sight, boolean sentAgain) {
        Sequences next =
                switch (sight) {
                    case SequenceWatch.Sight.InOrder _ -> sequences;
                    case SequenceWatch.Sight.Gap gap ->
                            new Sequences(sequences.missing + gap.numbers(), sequences.repeats);
                    case SequenceWatch.Sight.Late _ ->
                            new Sequences(sequences.missing - 1, sequences.repeats);
                    case SequenceWatch.Sight.Repeat _ ->
                            new Sequences(
                                    sequences.missing, sequences.repeats + (sentAgain ? 0 : 1));
                };
        return new LinkCounters(totals, next, broken, lastTelegramAt);
    }

    LinkCounters brokenOff() {
        return new LinkCounters(totals, sequences, broken + 1, lastTelegramAt);
    }

    private LinkCounters with(Totals more, Instant at) {
        return new LinkCounters(totals.plus(more), sequences, broken, Optional.of(at));
    }
}
