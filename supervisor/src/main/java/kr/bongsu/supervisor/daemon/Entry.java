package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.logs.LogPump;
import kr.bongsu.supervisor.process.Exit;
import kr.bongsu.supervisor.process.RestartPolicy;
import kr.bongsu.supervisor.process.Run;
import kr.bongsu.supervisor.process.Spawner;
import kr.bongsu.supervisor.process.State;
import org.jspecify.annotations.Nullable;

/// One row of the table: a process, its settings, and everything that may be done to it.
///
/// Each action answers a future that completes when the process has come to rest in the state the
/// action leads to.
final class Entry {
    /// Where a process came from and what it keeps through restarts.
    ///
    /// @param shell the variables of the shell that started it
    /// @param shellWins whether those win over the application's own, as `--update-env` asks
    record Origin(
            int id,
            int instance,
            Map<String, String> shell,
            Optional<String> profile,
            boolean shellWins) {
        Spawner.Place place(Spawner.Streams streams) {
            return new Spawner.Place(
                    id, instance, new Spawner.Inherited(shell, shellWins), profile, streams);
        }
    }

    /// What the entry works with beside its surroundings.
    record Tools(Spawner spawner, LogPump pump, Logs logs, Endings endings, Runnable changed) {}

    private final Surroundings around;
    private final Tools tools;
    private final News news;
    private final Instant createdAt;
    private Origin origin;
    private AppSpec spec;
    private State state = new State.Stopped(Optional.empty());
    private RestartPolicy.Crashes crashes = RestartPolicy.Crashes.none();
    private int restarts;
    private int unstableRestarts;
    private String note = "";
    private String version;
    private @Nullable Life life;
    private EventLoop.@Nullable Timer timer;

    /// Counts what was asked for, so that work begun for an earlier wish ends there.
    private int wish;

    private CompletableFuture<State> settled = CompletableFuture.completedFuture(state);

    Entry(Surroundings around, Tools tools, Origin origin, AppSpec spec, Instant createdAt) {
        this.around = around;
        this.tools = tools;
        this.origin = origin;
        this.spec = spec;
        this.createdAt = createdAt;
        version = AppVersion.of(spec);
        news = new News(around, this);
    }

    int id() {
        return origin.id();
    }

    String name() {
        return spec.name();
    }

    AppSpec spec() {
        return spec;
    }

    Origin origin() {
        return origin;
    }

    State state() {
        return state;
    }

    Instant createdAt() {
        return createdAt;
    }

    int restarts() {
        return restarts;
    }

    int unstableRestarts() {
        return unstableRestarts;
    }

    /// The version in the `package.json` beside the script, read when it was configured.
    String version() {
        return version;
    }

    String note() {
        return note;
    }

    Optional<NodeChannel> channel() {
        return Optional.ofNullable(life).map(Life::channel);
    }

    /// Opens the log streams; comes before anything is started.
    void open() throws IOException {
        tools.logs().open(tools.pump(), spec, id(), origin.instance());
    }

    /// Takes new settings for the next start; log streams change at once.
    void configure(AppSpec changed, Origin from) throws IOException {
        boolean logsChange =
                !changed.logging().equals(spec.logging()) || !changed.name().equals(spec.name());
        spec = changed;
        origin = from;
        version = AppVersion.of(changed);
        if (logsChange) {
            Logs.keys(id()).forEach(tools.pump()::close);
            open();
        }
    }

    /// Remembers what ran before this daemon; the process itself is taken over by [#adopt].
    void remember(int restartsSoFar, State.Stopped last) {
        restarts = restartsSoFar;
        state = last;
    }

    void adopt(Run run) throws IOException {
        life = Life.adopted(around.loop(), run, this::ended);
        become(new State.Online(run));
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
        unstableRestarts = 0;
        note = "";
        return launch();
    }

    private CompletableFuture<State> launch() {
        settled = new CompletableFuture<>();
        State.Stopped from = new State.Stopped(state.lastExit());
        try {
            Spawner.Place place = origin.place(tools.logs().streams(id()));
            life =
                    Life.begin(
                            around.loop(),
                            tools.spawner().start(spec, place),
                            this::ended,
                            this::message);
            Run run = life.run();
            State.Launching launching = from.start(run);
            become(launching);
            PidFile.write(pidFile(), run.pid(), around.log());
            news.started(run);
            if (spec.supervision().readiness().waitReady()) {
                timer =
                        around.loop()
                                .after(spec.supervision().readiness().timeout(), this::notReady);
            } else {
                ready();
            }
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
            cancelTimer();
            note = "";
            become(launching.ready());
            news.online();
            settled.complete(state);
        }
    }

    private void notReady() {
        if (state instanceof State.Launching launching) {
            note =
                    "did not report ready within "
                            + spec.supervision().readiness().timeout().toMillis()
                            + " ms";
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

    private void message(String json) {
        if (json.equals("\"ready\"")) {
            ready();
        }
    }

    private CompletableFuture<State> ifStill(
            int mine, State stopped, Supplier<CompletableFuture<State>> next) {
        return wish == mine ? next.get() : CompletableFuture.completedFuture(stopped);
    }

    CompletableFuture<State> stop() {
        wish++;
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
        CompletableFuture<State> ending = settled;
        around.unattended(ending.thenAccept(abandoned::complete));
        boolean told =
                spec.supervision().stopping().byMessage()
                        && channel().map(channel -> channel.send("\"shutdown\"")).orElse(false);
        tools.endings().begin(stopping.process(), spec.supervision().stopping(), told);
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
        tools.pump()
                .drain(
                        Logs.keys(id()),
                        () -> around.loop().execute(() -> drained(over.run(), exit)));
    }

    /// Everything it wrote is in its files.
    private void drained(Run run, Exit exit) {
        news.ended(run, exit);
        boolean asked = state instanceof State.Stopping;
        tools.endings().sweep(run, spec.supervision().stopping(), asked, () -> swept(run, exit));
    }

    /// Its descendants are gone too.
    private void swept(Run run, Exit exit) {
        PidFile.remove(pidFile(), around.log());
        switch (state) {
            case State.Stopping stopping -> {
                become(stopping.ended(exit));
                news.stopped();
                settled.complete(state);
            }
            case State.Launching launching -> {
                cancelTimer();
                CompletableFuture<State> starting = settled;
                become(launching.ended(exit));
                crashed(exit, run);
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
        switch (RestartPolicy.afterExit(spec.supervision().restarts(), crashes, exit, uptime)) {
            case RestartPolicy.Decision.Finish _ -> become(new State.Stopped(Optional.of(exit)));
            case RestartPolicy.Decision.GiveUp giveUp -> {
                crashes = giveUp.crashes();
                note = giveUp.reason();
                become(new State.Errored(giveUp.reason(), exit));
                news.errored("process.given-up", giveUp.reason());
            }
            case RestartPolicy.Decision.Restart again -> {
                crashes = again.crashes();
                unstableRestarts = crashes.unstable();
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

    /// Zeroes the counters.
    void reset() {
        restarts = 0;
        unstableRestarts = 0;
        crashes = RestartPolicy.Crashes.none();
        tools.changed().run();
    }

    /// Gives back what belongs to this entry; it must have been stopped.
    void close() throws IOException {
        cancelTimer();
        tools.logs().close(tools.pump(), id());
        news.deleted();
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

    Path pidFile() {
        return PidFile.path(spec, id(), around.home());
    }
}
