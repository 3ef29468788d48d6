package kr.bongsu.gateway.link;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/// What every session of one link works with.
record Line(
        LinkSettings settings,
        TelegramForm form,
        ResponseCodes codes,
        Clock clock,
        Witness witness) {

    /// The time, and the zone in which telegrams tell it.
    record Clock(InstantSource source, ZoneId zone) {
        Instant now() {
            return source.instant();
        }
    }

    String name() {
        return settings.name();
    }
}
