package kr.bongsu.gateway.link;

import java.time.InstantSource;
import java.time.ZoneId;

/// What every session of one link works with.
///
/// @param zone in which telegrams tell dates and times
record Line(
        LinkSettings settings,
        TelegramForm form,
        ResponseCodes codes,
        ZoneId zone,
        InstantSource clock) {}
