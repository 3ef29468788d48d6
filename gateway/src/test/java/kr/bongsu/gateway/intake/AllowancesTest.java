package kr.bongsu.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalInt;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.admin.Problem;
import org.junit.jupiter.api.Test;

/// With a settable clock.
class AllowancesTest {

    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final Caller KIM = new Caller("kim", EnumSet.of(Scope.PUSHES));

    private Instant now = BEGIN;
    private final Allowances allowances = new Allowances(600, () -> now);

    @Test
    void whatIsSpentComesBackWithTheTimeAndNoFaster() {
        allowances.take(KIM, 600);
        refused(KIM, 1);
        now = BEGIN.plusMillis(9_999);
        refused(KIM, 100);
        now = BEGIN.plusSeconds(10);
        allowances.take(KIM, 100);
        refused(KIM, 1);
    }

    @Test
    void nobodySavesUpMoreThanAMinutesWorth() {
        allowances.take(KIM, 600);
        now = BEGIN.plus(Duration.ofHours(1));
        allowances.take(KIM, 600);
        refused(KIM, 1);
    }

    @Test
    void aClockThatIsSetBackNeitherTakesNorGives() {
        allowances.take(KIM, 600);
        now = BEGIN.minus(Duration.ofHours(1));
        refused(KIM, 1);
        now = now.plusSeconds(1);
        allowances.take(KIM, 10);
        refused(KIM, 1);
    }

    @Test
    void eachKeyHasItsOwnAndGetsBackWhatWasNotStored() {
        Caller lee = new Caller("lee", EnumSet.of(Scope.PUSHES), OptionalInt.of(60));
        allowances.take(KIM, 600);
        allowances.take(lee, 60);
        refused(lee, 1);
        allowances.giveBack(lee, 60);
        allowances.take(lee, 60);
        assertThatThrownBy(() -> allowances.take(lee, 61))
                .isInstanceOf(Problem.class)
                .hasMessage("a key may hand in 60 pushes a minute");
    }

    @Test
    void whoIsRefusedHearsWhenThereIsEnough() {
        Allowance spent = Allowance.full(600, BEGIN).take(600);
        assertThat(spent.until(100)).isEqualTo(Duration.ofSeconds(10));
        assertThat(spent.until(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(spent.at(BEGIN.plusSeconds(10)).allows(100)).isTrue();
    }

    private void refused(Caller caller, int pushes) {
        assertThatThrownBy(() -> allowances.take(caller, pushes))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("pushes of the last minute");
    }
}
