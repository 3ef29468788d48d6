package kr.bongsu.gateway.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.PushState;

/// How much came in and went out a second, now and over the last two minutes. Fed once a second.
final class Rates {

    /// So many points are kept.
    static final int SECONDS = 120;

    /// What is said of now is of so many seconds.
    private static final int SMOOTH = 10;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, Counts counts) {}

    /// Pushes a second.
    ///
    /// @param stored taken into the ledger
    /// @param settled that got their final state, whichever
    /// @param sent that FCM accepted
    /// @param failed rejected or expired
    record Point(double stored, double settled, double sent, double failed) {
        static final Point NONE = new Point(0, 0, 0, 0);
    }

    synchronized void sample(Instant at, Counts counts) {
        samples.addLast(new Sample(at, counts));
        if (samples.size() > SECONDS + 1) {
            samples.removeFirst();
        }
    }

    /// Over the last ten seconds.
    synchronized Point now() {
        if (samples.isEmpty()) {
            return Point.NONE;
        }
        Sample from =
                samples.stream()
                        .skip(Math.max(0, samples.size() - SMOOTH - 1L))
                        .findFirst()
                        .orElseThrow();
        return between(from, samples.getLast());
    }

    /// Of each of the last seconds, oldest first.
    synchronized List<Point> history() {
        List<Point> points = new ArrayList<>();
        Sample before = null;
        for (Sample each : samples) {
            if (before != null) {
                points.add(between(before, each));
            }
            before = each;
        }
        return points;
    }

    private static Point between(Sample from, Sample to) {
        long millis = Duration.between(from.at, to.at).toMillis();
        return millis <= 0
                ? Point.NONE
                : new Point(
                        rate(to.counts.stored() - from.counts.stored(), millis),
                        rate(to.counts.settled() - from.counts.settled(), millis),
                        rate(to.counts.accepted() - from.counts.accepted(), millis),
                        rate(failed(to.counts) - failed(from.counts), millis));
    }

    private static long failed(Counts counts) {
        return counts.in(PushState.REJECTED) + counts.in(PushState.EXPIRED);
    }

    /// Retention takes pushes away, which is no traffic.
    private static double rate(long pushes, long millis) {
        return Math.max(0, Math.round(pushes * 10_000.0 / millis) / 10.0);
    }
}
