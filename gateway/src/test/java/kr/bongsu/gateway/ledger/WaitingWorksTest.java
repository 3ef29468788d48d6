package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WaitingWorksTest {

    /// Each work is as many rows as it says.
    private final WaitingWorks<Integer> works = new WaitingWorks<>(8, rows -> rows);

    @Test
    void whatHurriesComesFirstAndEachLineKeepsItsOrder() throws Exception {
        add(false, 11, 12);
        add(true, 1, 2);
        assertThat(works.take(100)).containsExactly(1, 2, 11, 12);
        assertThat(works.isEmpty()).isTrue();
    }

    @Test
    void whatHurriesLeavesTheOthersAQuarterOfACommit() throws Exception {
        add(true, 5, 5, 5, 5, 5);
        add(false, 5, 5);
        assertThat(works.take(20)).hasSize(4);
        assertThat(works.poll(20)).as("two that hurry and one other").hasSize(3);
        add(true, 1, 2, 3, 4);
        assertThat(works.poll(4)).as("alone they have it all").containsExactly(1, 2, 3);
    }

    @Test
    void aWorkLargerThanACommitIsTakenAlone() throws Exception {
        add(false, 500, 1);
        assertThat(works.take(20)).containsExactly(500);
        assertThat(works.poll(20)).containsExactly(1);
        assertThat(works.poll(20)).isEmpty();
    }

    @Test
    void whoFindsNoRoomWaitsForSome() throws Exception {
        add(false, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(works.offer(9, true, 0, TimeUnit.SECONDS)).isFalse();
        AtomicBoolean waits = new AtomicBoolean();
        CompletableFuture<Boolean> late =
                CompletableFuture.supplyAsync(() -> {
                    waits.set(true);
                    return offered(9);
                });
        List<Integer> taken = new ArrayList<>();
        while (!waits.get()) {
            Thread.onSpinWait();
        }
        taken.addAll(works.take(1));
        assertThat(late.get(20, TimeUnit.SECONDS)).isTrue();
        taken.addAll(works.take(100));
        assertThat(taken).containsExactly(1, 9, 2, 3, 4, 5, 6, 7, 8);
    }

    private boolean offered(int work) {
        try {
            return works.offer(work, true, 20, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private void add(boolean hurries, int... some) throws InterruptedException {
        for (int work : some) {
            assertThat(works.offer(work, hurries, 0, TimeUnit.SECONDS)).isTrue();
        }
    }
}
