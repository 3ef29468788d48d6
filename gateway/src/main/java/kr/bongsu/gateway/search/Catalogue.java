package kr.bongsu.gateway.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import kr.bongsu.gateway.ledger.Reads;

/// Keeps the catalogue of the log in memory, as fresh as a second.
final class Catalogue {

    private static final Duration FRESH = Duration.ofSeconds(1);

    /// Retention changes old buckets; on a shared database another node may do it.
    private static final Duration ANEW = Duration.ofSeconds(30);

    private final InstantSource clock;
    private Buckets buckets = Buckets.NONE;
    private Instant read = Instant.MIN;
    private Instant readAnew = Instant.MIN;

    Catalogue(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Buckets buckets(Reads reads) {
        Instant now = clock.instant();
        if (isOlder(readAnew, ANEW, now)) {
            buckets = Buckets.of(since(reads, -1));
            readAnew = now;
            read = now;
        } else if (isOlder(read, FRESH, now)) {
            buckets = buckets.with(since(reads, buckets.lastNumber()));
            read = now;
        }
        return buckets;
    }

    /// Forgets everything, because old buckets have changed.
    synchronized void forget() {
        readAnew = Instant.MIN;
    }

    private static boolean isOlder(Instant at, Duration limit, Instant now) {
        return at.equals(Instant.MIN) || now.isBefore(at) || now.isAfter(at.plus(limit));
    }

    private static List<Buckets.Bucket> since(Reads reads, long number) {
        return reads.list(
                "SELECT bucket, pushes, first_at, last_at FROM push_bucket WHERE bucket > ? ORDER"
                        + " BY bucket",
                List.of(number),
                row ->
                        new Buckets.Bucket(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }
}
