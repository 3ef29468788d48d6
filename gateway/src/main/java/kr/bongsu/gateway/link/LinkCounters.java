package kr.bongsu.gateway.link;

import java.time.Instant;
import java.util.Optional;

/// What passed over a link since the gateway started. A snapshot.
public record LinkCounters(
        long telegrams,
        long recipients,
        long refused,
        long duplicates,
        Optional<Instant> lastTelegramAt) {

    static final LinkCounters NONE = new LinkCounters(0, 0, 0, 0, Optional.empty());

    LinkCounters stored(int recipientsMore, Instant at) {
        return new LinkCounters(
                telegrams + 1, recipients + recipientsMore, refused, duplicates, Optional.of(at));
    }

    LinkCounters duplicate(Instant at) {
        return new LinkCounters(
                telegrams + 1, recipients, refused, duplicates + 1, Optional.of(at));
    }

    LinkCounters refuse(Instant at) {
        return new LinkCounters(
                telegrams + 1, recipients, refused + 1, duplicates, Optional.of(at));
    }
}
