package kr.bongsu.supervisor.process;

import java.time.Duration;
import kr.bongsu.supervisor.app.AppSpec;

/// Decides, after a process ended by itself, whether it is started again and when.
///
/// A process that lived at least `min_uptime` was stable and clears the count; each that did not
/// counts, however long ago the first one was and however long the waits between them were. So a
/// crash loop always ends.
public final class RestartPolicy {
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);
    private static final Duration CALM = Duration.ofSeconds(30);

    private RestartPolicy() {}

    /// What the policy remembers from one exit to the next.
    ///
    /// @param unstable short lives in a row
    /// @param lastDelay the growing delay used last, zero when there was none
    public record Crashes(int unstable, Duration lastDelay) {
        public static Crashes none() {
            return new Crashes(0, Duration.ZERO);
        }
    }

    /// The policy's answer.
    public sealed interface Decision {
        record Restart(Duration delay, Crashes crashes) implements Decision {}

        /// It ended as it was meant to.
        record Finish() implements Decision {}

        record GiveUp(String reason, Crashes crashes) implements Decision {}
    }

    public static Decision afterExit(
            AppSpec.Restarts rules, Crashes before, Exit exit, Duration uptime) {
        if (!rules.automatic()) {
            return new Decision.Finish();
        }
        if (exit instanceof Exit.Code code && rules.finalCodes().contains(code.code())) {
            return new Decision.Finish();
        }
        int unstable = uptime.compareTo(rules.minUptime()) < 0 ? before.unstable() + 1 : 0;
        Duration delay = delay(rules.delay(), before.lastDelay(), uptime);
        Crashes crashes =
                new Crashes(
                        unstable,
                        rules.delay() instanceof AppSpec.Delay.Growing ? delay : Duration.ZERO);
        if (unstable > rules.maxRestarts()) {
            return new Decision.GiveUp(
                    "restarted "
                            + rules.maxRestarts()
                            + " times without living "
                            + rules.minUptime().toMillis()
                            + " ms; last: "
                            + exit.words(),
                    crashes);
        }
        return new Decision.Restart(delay, crashes);
    }

    private static Duration delay(AppSpec.Delay rule, Duration last, Duration uptime) {
        return switch (rule) {
            case AppSpec.Delay.Fixed fixed -> fixed.delay();
            case AppSpec.Delay.Growing growing -> {
                boolean anew = last.isZero() || uptime.compareTo(CALM) >= 0;
                Duration grown = anew ? growing.first() : last.multipliedBy(3).dividedBy(2);
                yield grown.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : grown;
            }
        };
    }
}
