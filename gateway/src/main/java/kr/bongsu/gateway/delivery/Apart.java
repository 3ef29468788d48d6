package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.gateway.log.Log;

/// Results that the ledger refuses for what they are: none is forgotten, each is tried again by
/// itself, and the log tells of them. Bounded by the places of their pushes. Confined to the
/// settler's thread.
final class Apart {

    private static final Log LOG = Log.of(Settler.class);
    private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private final List<Settler.Result> all = new ArrayList<>();
    private long tried;
    private int told;

    void add(Settler.Result refused) {
        if (all.isEmpty()) {
            tried = System.nanoTime();
        }
        all.add(refused);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int size() {
        return all.size();
    }

    /// Says how many there are when it has changed.
    void tell() {
        if (told == all.size()) {
            return;
        }
        told = all.size();
        if (all.isEmpty()) {
            LOG.info("delivery.refused-results-written");
            return;
        }
        Settler.Result last = all.getLast();
        LOG.error(
                "delivery.results-refused",
                "pushes",
                all.size(),
                "last",
                last.push().id(),
                "result",
                last.settlement().getClass().getSimpleName(),
                "means",
                "the ledger refuses what became of these pushes; it is kept in memory and tried"
                        + " again every 5 s, all others are written",
                "remedy",
                "report the error that the ledger has logged; do not restart the gateway before,"
                        + " or they are sent again");
    }

    /// Those to be tried again, each by itself; none before their time.
    List<List<Settler.Result>> due(long nanos) {
        return nanos - tried < AGAIN_NANOS ? List.of() : takeAll();
    }

    /// All of them, each by itself.
    List<List<Settler.Result>> takeAll() {
        List<List<Settler.Result>> each = all.stream().map(List::of).toList();
        all.clear();
        return each;
    }
}
