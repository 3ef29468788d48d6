package kr.bongsu.gateway.link;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.UnaryOperator;

/// What every session of one link works with.
///
/// @param counted counts what passes; may be called on the reading and on the answering thread
record Line(
        LinkSettings settings,
        TelegramForm form,
        ResponseCodes codes,
        Clock clock,
        Counted counted) {

    /// The time, and the zone in which telegrams tell it.
    record Clock(InstantSource source, ZoneId zone) {
        Instant now() {
            return source.instant();
        }
    }

    /// Changes the link's counters.
    @FunctionalInterface
    interface Counted {
        void count(UnaryOperator<LinkCounters> change);
    }

    String name() {
        return settings.name();
    }
}
