package kr.bongsu.gateway.upkeep;

import java.time.Duration;
import kr.bongsu.gateway.ledger.Backroom;

/// Upkeep waits while the ledger is busy with others.
final class Courtesy {

    private static final Duration YIELD = Duration.ofMillis(200);
    private static final double MOST_BUSY = 0.5;

    private Courtesy() {}

    static void letOthersGoFirst(Backroom ledger) throws InterruptedException {
        while (ledger.busy() > MOST_BUSY) {
            Thread.sleep(YIELD);
        }
    }
}
