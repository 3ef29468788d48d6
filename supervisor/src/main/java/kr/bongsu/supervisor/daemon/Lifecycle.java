package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.process.Exit;
import kr.bongsu.supervisor.process.RestartPolicy;
import kr.bongsu.supervisor.process.Run;
import kr.bongsu.supervisor.process.Spawner;
import kr.bongsu.supervisor.process.State;
import org.jspecify.annotations.Nullable;

/// Carries one process through its [State]s: started, ready, ended, started again or given up.
///
/// Each action answers a future that completes when the process has come to rest in the state the
/// action leads to. Of several actions at once the last one wins.
final class Lifecycle {
    private final Surroundings around;
    private final Entry.Tools tools;
    private final Entry entry;
    private final News news;
    private final Voice voice;
    private final Life.Ears ears;
    private State state = new State.Stopped(Optional.empty());
    private RestartPolicy.Crashes crashes = RestartPolicy.Crashes.none();
    private int restarts;
    private String note = "";
    private @Nullable Life life;
    private EventLoop.@Nullable Timer timer;

    /// Counts what was asked for, so that work begun for an earlier wish ends there.
    private int wish;

    private CompletableFuture<State> settled = CompletableFuture.completedFuture(state);

    Lifecycle(Surroundings around, Entry.Tools tools, Entry entry) {
        this.around = around;
        this.tools = tools;
        this.entry = entry;
        news = new News(around, entry);
        voice = new Voice(around, news, this::ready, this::notReady, this::hangs);
        ears = new Life.Ears(this::ended, voice::message, voice::notice);
    }

    State state() {
        return state;
    }

    int restarts() {
        return restarts;
    }

    int unstableRestarts() {
        return crashes.unstable();
    }

    String note() {
        return note;
    }

    Voice voice() {
        return voice;
    }

    Optional<NodeChannel> channel() {
        return Optional.ofNullable(life).map(Life::channel);
    }

    void remember(int restartsSoFar, State.Stopped last) {
        restarts = restartsSoFar;
        state = last;
    }

    void adopt(Run run, int channel) throws IOException {
        Path notify = Spawner.notifyPath(tools.logs().streams(entry.id()), run.token());
        life = Life.adopted(around.loop(), run, channel, notify, ears);
        become(new State.Online(run));
        voice.expect(entry.readiness().watchdog());
    }

    CompletableFuture<State> start() {
        int mine = ++wish;
        if (state instanceof State.Stopping) {
            return settled.thenCompose(stopped -> ifStill(mine, stopped, this::start));
        }
        if (state.run().isPresent()) {
            return settled;
        }
        cancelTimer();
        crashes = RestartPolicy.Crashes.none();
        note = "";
        return launch();
    }

    private CompletableFuture<State> launch() {
        settled = new CompletableFuture<>();
        State.Stopped from = new State.Stopped(state.lastExit());
        try {
            Spawner.Place place = entry.origin().place(tools.logs().streams(entry.id()));
            Spawner.Started started = tools.spawner().start(entry.spec(), place, entry.replaces());
            life = Life.begin(around.loop(), started, ears);
            Run run = started.run();
            State.Launching launching = from.start(run);
            become(launching);
            PidFile.write(entry.pidFile(), run.pid(), around.log());
            news.started(run);
            voice.await(entry.readiness(), run.pid(), started.sockets());
        } catch (IOException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            State.Errored errored = from.cannotStart(reason);
            note = reason;
            become(errored);
            news.errored("process.cannot-start", reason);
            settled.complete(errored);
        }
        return settled;
    }

    private void ready() {
        if (state instanceof State.Launching launching) {
            note = "";
            become(launching.ready());
            news.online();
            settled.complete(state);
        }
    }

    private void notReady(String why) {
        if (state instanceof State.Launching launching) {
            note = why;
            news.warn("process.not-ready");
            int mine = wish;
            around.unattended(
                    end(launching.stop())
                            .thenAccept(stopped -> {
                                if (wish == mine) {
                                    crashed(stopped.lastExit().orElseThrow(), launching.process());
                                }
                            }));
        }
    }

    /// Ends a process that does not work any more, as a crash: with a core where those are wanted.
    private void hangs(String why) {
        if (state instanceof State.Online online) {
            note = why;
            news.errored("process.hangs", why);
            tools.endings().abort(online.process(), entry.stopping());
        }
    }

    private CompletableFuture<State> ifStill(
            int mine, State stopped, Supplier<CompletableFuture<State>> next) {
        return wish == mine ? next.get() : CompletableFuture.completedFuture(stopped);
    }

    CompletableFuture<State> stop() {
        wish++;
        note = "";
        return halt();
    }

    private CompletableFuture<State> halt() {
        cancelTimer();
        return switch (state) {
            case State.Stopped stopped -> CompletableFuture.completedFuture(stopped);
            case State.Waiting waiting -> rest(waiting.stop());
            case State.Errored errored -> rest(errored.stop());
            case State.Stopping _ -> settled;
            case State.Launching launching -> end(launching.stop());
            case State.Online online -> end(online.stop());
        };
    }

    private CompletableFuture<State> rest(State.Stopped stopped) {
        note = "";
        become(stopped);
        return CompletableFuture.completedFuture(stopped);
    }

    private CompletableFuture<State> end(State.Stopping stopping) {
        CompletableFuture<State> abandoned = settled;
        settled = new CompletableFuture<>();
        become(stopping);
        voice.fallSilent();
        CompletableFuture<State> ending = settled;
        around.unattended(ending.thenAccept(abandoned::complete));
        boolean told =
                entry.stopping().byMessage()
                        && channel().map(channel -> channel.send("\"shutdown\"")).orElse(false);
        tools.endings().begin(stopping.process(), entry.stopping(), told);
        return ending;
    }

    CompletableFuture<State> restart() {
        int mine = ++wish;
        return halt().thenCompose(stopped -> ifStill(mine, stopped, this::startAgain));
    }

    private CompletableFuture<State> startAgain() {
        restarts++;
        news.restarted(Duration.ZERO);
        return start();
    }

    /// The main process has ended and is reaped.
    private void ended(Exit exit) {
        Life over = life;
        life = null;
        if (over == null) {
            return;
        }
        over.close();
        voice.fallSilent();
        tools.pump()
                .drain(
                        Logs.keys(entry.id()),
                        () -> around.loop().execute(() -> drained(over.run(), exit)));
    }

    /// Everything it wrote is in its files.
    private void drained(Run run, Exit exit) {
        news.ended(run, exit);
        boolean asked = state instanceof State.Stopping;
        tools.endings().sweep(run, entry.stopping(), asked, () -> swept(run, exit));
    }

    /// Its descendants are gone too.
    private void swept(Run run, Exit exit) {
        PidFile.remove(entry.pidFile(), run.pid(), around.log());
        switch (state) {
            case State.Stopping stopping -> {
                become(stopping.ended(exit));
                news.stopped();
                settled.complete(state);
            }
            case State.Launching launching -> {
                CompletableFuture<State> starting = settled;
                become(launching.ended(exit));
                crashed(exit, run);
                note = state instanceof State.Stopped ? "never got ready: " + exit.words() : note;
                starting.complete(state);
            }
            case State.Online online -> {
                become(online.ended(exit));
                crashed(exit, run);
            }
            case State.Stopped _, State.Waiting _, State.Errored _ ->
                    news.warn("process.unexpected-end");
        }
    }

    private void crashed(Exit exit, Run run) {
        Duration uptime = Duration.between(run.startedAt(), around.clock().instant());
        switch (RestartPolicy.afterExit(
                entry.spec().supervision().restarts(), crashes, exit, uptime)) {
            case RestartPolicy.Decision.Finish _ -> become(new State.Stopped(Optional.of(exit)));
            case RestartPolicy.Decision.GiveUp giveUp -> {
                crashes = giveUp.crashes();
                note = giveUp.reason();
                become(new State.Errored(giveUp.reason(), exit));
                news.errored("process.given-up", giveUp.reason());
            }
            case RestartPolicy.Decision.Restart again -> {
                crashes = again.crashes();
                restarts++;
                become(new State.Waiting(around.clock().instant().plus(again.delay()), exit));
                news.restarted(again.delay());
                if (again.delay().isZero()) {
                    around.unattended(launch());
                } else {
                    timer = around.loop().after(again.delay(), () -> around.unattended(launch()));
                }
            }
        }
    }

    void reset() {
        restarts = 0;
        crashes = RestartPolicy.Crashes.none();
        tools.changed().run();
    }

    private void become(State next) {
        state = next;
        tools.changed().run();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
