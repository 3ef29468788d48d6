package kr.bongsu.gateway.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import kr.bongsu.gateway.ledger.Counts;

/// How much came in and went out a second, over the last ten seconds. Fed once a second.
final class Rates {

    private static final int SAMPLES = 11;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, Counts counts) {}

    synchronized void sample(Instant at, Counts counts) {
        samples.addLast(new Sample(at, counts));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
    }

    synchronized double storedPerSecond() {
        return samples.isEmpty()
                ? 0
                : perSecond(samples.getLast().counts.stored() - samples.getFirst().counts.stored());
    }

    synchronized double settledPerSecond() {
        return samples.isEmpty()
                ? 0
                : perSecond(settled(samples.getLast().counts) - settled(samples.getFirst().counts));
    }

    private double perSecond(long pushes) {
        long millis = Duration.between(samples.getFirst().at, samples.getLast().at).toMillis();
        return millis == 0 ? 0 : Math.round(pushes * 10_000.0 / millis) / 10.0;
    }

    private static long settled(Counts counts) {
        return counts.settled();
    }
}
