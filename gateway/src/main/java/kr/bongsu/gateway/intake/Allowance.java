package kr.bongsu.gateway.intake;

import java.time.Duration;
import java.time.Instant;

/// How many pushes a key may still hand in: a minute's worth at most, refilled all the time. Pure;
/// each call returns the next state.
record Allowance(int perMinute, double left, Instant at) {

    static Allowance full(int perMinute, Instant now) {
        return new Allowance(perMinute, perMinute, now);
    }

    Allowance at(Instant now) {
        double more = Math.max(0, Duration.between(at, now).toMillis()) * perMinute / 60_000.0;
        return new Allowance(perMinute, Math.min(perMinute, left + more), now);
    }

    boolean allows(int pushes) {
        return left >= pushes;
    }

    Allowance take(int pushes) {
        return new Allowance(perMinute, left - pushes, at);
    }

    Allowance give(int pushes) {
        return new Allowance(perMinute, Math.min(perMinute, left + pushes), at);
    }

    /// Until so many are allowed; at least a second.
    Duration until(int pushes) {
        double lacking = Math.max(0, Math.min(pushes, perMinute) - left);
        return Duration.ofSeconds(Math.max(1, (long) Math.ceil(lacking * 60 / perMinute)));
    }
}
