package kr.bongsu.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Goes only when it is told to.
final class SettableClock implements InstantSource {

    private Instant now = Instant.parse("2026-03-02T00:00:00Z");

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
