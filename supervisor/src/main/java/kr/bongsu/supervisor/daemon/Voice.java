package kr.bongsu.supervisor.daemon;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.process.Notice;
import org.jspecify.annotations.Nullable;

/// What one entry's process says and shows of itself, by Node's channel, by systemd's protocol or
/// by listening: that it is ready, what it does, and that it is alive.
final class Voice {
    private final Surroundings around;
    private final News news;
    private final Runnable ready;
    private final Consumer<String> notReady;
    private final Consumer<String> hangs;
    private @Nullable ReadyWatch watch;
    private String status = "";
    private Duration patience = Duration.ZERO;
    private EventLoop.@Nullable Timer silence;

    /// @param ready is run when a process that was started serves
    /// @param notReady takes the sentence that says what did not happen in time instead
    /// @param hangs takes the sentence that says why the process counts as hanging
    Voice(
            Surroundings around,
            News news,
            Runnable ready,
            Consumer<String> notReady,
            Consumer<String> hangs) {
        this.around = around;
        this.news = news;
        this.ready = ready;
        this.notReady = notReady;
        this.hangs = hangs;
    }

    /// The last `STATUS=` of the process that runs.
    String status() {
        return status;
    }

    /// A process was started: waits for the sign that it is ready, then for signs of life.
    ///
    /// @param sockets the numbers of the sockets that it was given
    void await(AppSpec.Readiness rules, int pid, List<Long> sockets) {
        watch =
                new ReadyWatch(
                        around.loop(),
                        rules,
                        () -> {
                            expect(rules.watchdog());
                            ready.run();
                        },
                        notReady);
        watch.start(pid, sockets);
    }

    /// A process that is ready, such as one that was taken over, must give a sign of life within
    /// this time, again and again; zero for never.
    void expect(Duration watchdog) {
        patience = watchdog;
        wind();
    }

    /// The process ends or has ended, or is not waited for any more.
    void fallSilent() {
        if (watch != null) {
            watch.cancel();
        }
        patience = Duration.ZERO;
        cancel();
        status = "";
    }

    void message(String json) {
        if (json.equals("\"ready\"")) {
            said();
        }
        news.message(json);
    }

    private void said() {
        if (watch != null) {
            watch.said();
        }
    }

    void notice(Notice notice) {
        notice.status().ifPresent(text -> status = text);
        if (notice.isReady()) {
            said();
        }
        if (notice.isStopping()) {
            patience = Duration.ZERO;
        }
        if (notice.hangs()) {
            hangs.accept("said that it hangs (WATCHDOG=trigger)");
        } else if (notice.isReloading()) {
            // It is busy and says so; READY=1 ends that.
            cancel();
        } else if (notice.isAlive() || notice.isReady() || notice.isStopping()) {
            wind();
        }
        news.notice(notice);
    }

    private void wind() {
        cancel();
        if (!patience.isZero()) {
            silence =
                    around.loop()
                            .after(
                                    patience,
                                    () ->
                                            hangs.accept(
                                                    "gave no sign of life (WATCHDOG=1) for "
                                                            + patience.toMillis()
                                                            + " ms"));
        }
    }

    private void cancel() {
        if (silence != null) {
            silence.cancel();
            silence = null;
        }
    }
}
