package kr.bongsu.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.supervisor.app.AppSpec;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final Exit CRASH = new Exit.Code(1);
    private static final Duration SHORT = Duration.ofMillis(1_500);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static AppSpec.Restarts rules(int max, AppSpec.Delay delay) {
        return new AppSpec.Restarts(true, List.of(0, 3), max, Duration.ofSeconds(10), delay);
    }

    private static final AppSpec.Delay AT_ONCE = new AppSpec.Delay.Fixed(Duration.ZERO);

    @Test
    void aCrashIsFollowedByAStart() {
        assertThat(
                        RestartPolicy.afterExit(
                                rules(16, AT_ONCE), RestartPolicy.Crashes.none(), CRASH, LONG))
                .isEqualTo(
                        new RestartPolicy.Decision.Restart(
                                Duration.ZERO, RestartPolicy.Crashes.none()));
    }

    @Test
    void aCodeThatMeansDoneIsNot() {
        assertThat(
                        RestartPolicy.afterExit(
                                rules(16, AT_ONCE),
                                RestartPolicy.Crashes.none(),
                                new Exit.Code(3),
                                SHORT))
                .isEqualTo(new RestartPolicy.Decision.Finish());
    }

    @Test
    void withoutAutorestartNothingIs() {
        AppSpec.Restarts never = new AppSpec.Restarts(false, List.of(), 16, Duration.ZERO, AT_ONCE);

        assertThat(
                        RestartPolicy.afterExit(
                                never, RestartPolicy.Crashes.none(), new Exit.Killed(9), LONG))
                .isEqualTo(new RestartPolicy.Decision.Finish());
    }

    @Test
    void aLoopOfShortLivesEndsAfterTheAllowedRestartsHoweverLongTheDelays() {
        for (AppSpec.Delay delay :
                List.of(AT_ONCE, new AppSpec.Delay.Fixed(LONG), new AppSpec.Delay.Growing(SHORT))) {
            RestartPolicy.Crashes crashes = RestartPolicy.Crashes.none();
            int restarts = 0;
            while (RestartPolicy.afterExit(rules(3, delay), crashes, CRASH, SHORT)
                    instanceof RestartPolicy.Decision.Restart again) {
                crashes = again.crashes();
                restarts++;
                assertThat(restarts).isLessThanOrEqualTo(3);
            }
            assertThat(restarts).isEqualTo(3);
        }
    }

    @Test
    void aStableLifeClearsTheCount() {
        RestartPolicy.Crashes nearlyOut = new RestartPolicy.Crashes(3, Duration.ZERO);

        assertThat(RestartPolicy.afterExit(rules(3, AT_ONCE), nearlyOut, CRASH, LONG))
                .isEqualTo(
                        new RestartPolicy.Decision.Restart(
                                Duration.ZERO, RestartPolicy.Crashes.none()));
    }

    @Test
    void aGrowingDelayGrowsByHalfUpToItsEndAndStartsAnewAfterACalmLife() {
        AppSpec.Restarts rules = rules(100, new AppSpec.Delay.Growing(Duration.ofMillis(100)));
        RestartPolicy.Crashes crashes = RestartPolicy.Crashes.none();
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            var again =
                    (RestartPolicy.Decision.Restart)
                            RestartPolicy.afterExit(rules, crashes, CRASH, SHORT);
            crashes = again.crashes();
            delays.add(again.delay().toMillis());
        }

        assertThat(delays.subList(0, 4)).containsExactly(100L, 150L, 225L, 337L);
        assertThat(delays.getLast()).isEqualTo(15_000);
        assertThat(RestartPolicy.afterExit(rules, crashes, CRASH, LONG))
                .isEqualTo(
                        new RestartPolicy.Decision.Restart(
                                Duration.ofMillis(100),
                                new RestartPolicy.Crashes(0, Duration.ofMillis(100))));
    }
}
