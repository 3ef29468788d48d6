package kr.bongsu.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {

    private long now;

    @Test
    void slicesFollowTheTimeTheyTake() {
        TimeBudget budget = new TimeBudget(Duration.ofSeconds(1), () -> now);
        int first = budget.slice();
        now += 1_000_000;
        budget.took();
        assertThat(budget.slice()).isEqualTo(2 * first);
        now += 100_000_000;
        budget.took();
        assertThat(budget.slice()).isEqualTo(first);
        now += 15_000_000;
        budget.took();
        assertThat(budget.slice()).isEqualTo(first);
    }

    @Test
    void itIsOverWhenItsTimeIs() {
        TimeBudget budget = new TimeBudget(Duration.ofMillis(100), () -> now);
        now = 99_999_999;
        assertThat(budget.isOver()).isFalse();
        now = 100_000_000;
        assertThat(budget.isOver()).isTrue();
    }
}
