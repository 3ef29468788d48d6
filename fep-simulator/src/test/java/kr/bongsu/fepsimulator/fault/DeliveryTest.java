package kr.bongsu.fepsimulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    @Test
    void aTelegramIsCutWhereItsDeliverySays() {
        assertThat(cuts(new Delivery.Joined(3), 10, 0)).isEmpty();
        assertThat(cuts(new Delivery.Joined(3), 10, 2)).containsExactly(10);
        assertThat(cuts(new Delivery.ByteByByte(), 4, 0)).containsExactly(1, 2, 3, 4);
        assertThat(cuts(new Delivery.InsideLength(), 10, 0)).containsExactly(1, 2, 3, 4, 5);
        assertThat(cuts(new Delivery.AfterHeartbeats(), 10, 0)).containsExactly(10);
        for (int size = 1; size < 20; size++) {
            assertThat(cuts(new Delivery.Split(5), size, 0))
                    .hasSizeBetween(1, 5)
                    .endsWith(size)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private static int[] cuts(Delivery.Cutting cutting, int size, int joined) {
        return new Delivery(cutting, Duration.ZERO).cuts(size, 6, joined, new Random(1));
    }
}
