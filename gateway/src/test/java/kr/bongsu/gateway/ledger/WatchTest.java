package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final long LEASE = 1_000;

    @Test
    void aNodeWhoseBeatStaysTheSameForALeaseIsSilent() {
        Watch watch = Watch.starting(LEASE, 0);
        for (long now = 0; now <= 900; now += 100) {
            watch = watch.look(List.of(node(7)), now, now);
        }
        assertThat(watch.isSilent(node(7), 999)).isFalse();
        assertThat(watch.isSilent(node(7), 1_000)).isTrue();
        assertThat(watch.isSilent(node(8), 1_000)).as("it has moved since").isFalse();
    }

    @Test
    void aBeatBeginsTheLeaseAnew() {
        Watch watch = Watch.starting(LEASE, 0);
        for (long now = 0; now <= 5_000; now += 100) {
            watch = watch.look(List.of(node(now / 500)), now, now);
            assertThat(watch.isSilent(node(now / 500), now)).isFalse();
        }
    }

    @Test
    void whoCouldNotLookForAWhileKnowsNothingAboutIt() {
        Watch watch = Watch.starting(LEASE, 0).look(List.of(node(7)), 0, 0);
        watch = watch.look(List.of(node(7)), 30_000, 30_000);
        assertThat(watch.isSilent(node(7), 30_000)).isFalse();
        // The question itself took long: the database stood still meanwhile.
        watch = watch.look(List.of(node(7)), 30_100, 60_000);
        watch = watch.look(List.of(node(7)), 60_100, 60_100);
        assertThat(watch.isSilent(node(7), 60_100)).isFalse();
    }

    private static Node node(long beat) {
        return new Node(1, "a", new ProcessTag(""), beat, Node.LIVES);
    }
}
