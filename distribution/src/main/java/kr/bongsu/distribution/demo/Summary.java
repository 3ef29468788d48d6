package kr.bongsu.distribution.demo;

import java.time.Duration;
import java.util.Locale;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Received;

/// The account of one demo, of the figures of all three programs.
///
/// @param sent recipients that the gateway acknowledged to the FEP as good
/// @param stored pushes in the gateway's ledger
/// @param failed pushes that FCM rejected
/// @param duplicates messages that FCM received once more
/// @param lost acknowledged but not stored, or recorded as accepted but unknown to FCM
record Summary(
        long sent,
        long stored,
        long accepted,
        long failed,
        long pending,
        long duplicates,
        long lost,
        Duration time) {

    static Summary of(long sent, Counts counts, Received received, Duration time) {
        long neverStored = Math.max(0, sent - counts.stored());
        long neverSent = Math.max(0, counts.accepted() - received.distinct());
        return new Summary(
                sent,
                counts.stored(),
                counts.accepted(),
                counts.rejected(),
                counts.pending(),
                received.repeated(),
                neverStored + neverSent,
                time);
    }

    /// Nothing was lost and nothing is open.
    boolean isWhole() {
        return lost == 0 && pending == 0;
    }

    double seconds() {
        return time.toMillis() / 1_000.0;
    }

    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"sent\":%d,\"stored\":%d,\"accepted\":%d,\"failed\":%d,\"pending\":%d,"
                        + "\"duplicates\":%d,\"lost\":%d,\"seconds\":%.3f}",
                sent,
                stored,
                accepted,
                failed,
                pending,
                duplicates,
                lost,
                seconds());
    }
}
