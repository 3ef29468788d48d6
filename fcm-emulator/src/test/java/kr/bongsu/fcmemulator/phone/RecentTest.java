package kr.bongsu.fcmemulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {

    @Test
    void tellsTheValueBefore() {
        Recent recent = new Recent(10);

        assertThat(recent.put(7, 1)).isZero();
        assertThat(recent.put(7, 2)).isEqualTo(1);
        assertThat(recent.put(7, 3)).isEqualTo(2);
    }

    @Test
    void takesTheIdZeroLikeAnyOther() {
        Recent recent = new Recent(10);

        assertThat(recent.put(0, 5)).isZero();
        assertThat(recent.put(0, 6)).isEqualTo(5);
    }

    @Test
    void remembersAGenerationAndForgetsTheOneBeforeLast() {
        Recent recent = new Recent(1000);
        for (int id = 1; id <= 2500; id++) {
            assertThat(recent.put(id, id)).isZero();
        }

        for (int id = 1501; id <= 2500; id++) {
            assertThat(recent.put(id, id)).as("id %d", id).isEqualTo(id);
        }
        assertThat(recent.put(1, 1)).isZero();
    }

    @Test
    void keepsAHundredThousandIdsApart() {
        Recent recent = new Recent(1_000_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(recent.put(Recent.hash(0, "campaign:" + i), 1)).isZero();
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(recent.put(Recent.hash(0, "campaign:" + i), 1)).isEqualTo(1);
        }
    }

    @Test
    void theSeedMakesAnotherHash() {
        assertThat(Recent.hash(1, "a")).isNotEqualTo(Recent.hash(2, "a"));
    }
}
