package kr.bongsu.gateway.link;

import java.time.Instant;
import java.util.Optional;

/// What passed over a link since the gateway started. A snapshot.
///
/// @param missing sequence numbers passed over
/// @param broken connections dropped because their stream could not be trusted
public record LinkCounters(
        Totals totals, long missing, long broken, Optional<Instant> lastTelegramAt) {

    /// Data telegrams and the recipients of those that were stored.
    ///
    /// @param refused answered with an error code
    public record Totals(long telegrams, long recipients, long refused, long duplicates) {}

    static final LinkCounters NONE =
            new LinkCounters(new Totals(0, 0, 0, 0), 0, 0, Optional.empty());

    LinkCounters stored(int recipients, Instant at) {
        return with(
                new Totals(
                        totals.telegrams + 1,
                        totals.recipients + recipients,
                        totals.refused,
                        totals.duplicates),
                at);
    }

    LinkCounters duplicate(Instant at) {
        return with(
                new Totals(
                        totals.telegrams + 1,
                        totals.recipients,
                        totals.refused,
                        totals.duplicates + 1),
                at);
    }

    LinkCounters refuse(Instant at) {
        return with(
                new Totals(
                        totals.telegrams + 1,
                        totals.recipients,
                        totals.refused + 1,
                        totals.duplicates),
                at);
    }

    LinkCounters missing(long numbers) {
        return new LinkCounters(totals, missing + numbers, broken, lastTelegramAt);
    }

    LinkCounters brokenOff() {
        return new LinkCounters(totals, missing, broken + 1, lastTelegramAt);
    }

    private LinkCounters with(Totals next, Instant at) {
        return new LinkCounters(next, missing, broken, Optional.of(at));
    }
}
