package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.search.Column;
import kr.bongsu.gateway.search.Condition;
import kr.bongsu.gateway.search.LogQuery;
import kr.bongsu.gateway.search.Match;
import org.junit.jupiter.api.Test;

/// What a search may give away to somebody who must not see personal data.
class DiscretionTest {

    private static final Caller VIEWER = new Caller("viewer", Set.of(Scope.READ));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
    private final Discretion discretion = new Discretion(now::get);

    @Test
    void partsOfWhatIsMaskedAreForThoseWhoMaySeeIt() {
        Caller operator = new Caller("kim", Set.of(Scope.READ, Scope.PERSONAL));
        for (Column column : Column.values()) {
            boolean personal =
                    Set.of("customer", "phone", "token", "title", "body", "text")
                            .contains(column.word());
            for (Match match : Match.values()) {
                LogQuery query = query(column, match, "1");
                discretion.check(operator, query);
                if (personal && match != Match.EXACT) {
                    assertThatThrownBy(() -> discretion.check(VIEWER, query))
                            .as(column + " " + match)
                            .isInstanceOf(Problem.class)
                            .hasMessageContaining("'" + column.word() + "'");
                } else {
                    discretion.check(VIEWER, query);
                }
            }
        }
    }

    @Test
    void wholeNumbersAreTriedOnlySoOftenADay() {
        for (int i = 0; i < Discretion.MOST_A_DAY; i++) {
            discretion.check(VIEWER, phone(i));
        }
        LogQuery next = phone(Discretion.MOST_A_DAY);
        assertThatThrownBy(() -> discretion.check(VIEWER, next)).isInstanceOf(Problem.class);
        discretion.check(VIEWER, phone(7));
        discretion.check(new Caller("lee", Set.of(Scope.READ)), next);
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        discretion.check(VIEWER, next);
    }

    @Test
    void whatItSaysHoldsNothingOfWhatWasLookedFor() {
        for (int i = 0; i <= Discretion.MOST_A_DAY; i++) {
            try {
                discretion.check(VIEWER, phone(i));
            } catch (Problem limit) {
                assertThat(limit.getMessage()).doesNotContain("010");
                return;
            }
        }
        throw new AssertionError("there is no limit");
    }

    private static LogQuery phone(int number) {
        return query(Column.PHONE, Match.EXACT, "010%08d".formatted(number));
    }

    private static LogQuery query(Column column, Match match, String value) {
        return new LogQuery(
                List.of(new Condition.Text(column, match, value)),
                LogQuery.Order.NEWEST,
                new LogQuery.Place.First(),
                10);
    }
}
