package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.logs.LogPump;
import kr.bongsu.supervisor.process.Run;
import kr.bongsu.supervisor.process.Spawner;
import kr.bongsu.supervisor.process.State;

/// One row of the table: a process with its settings, its origin and its logs. Its [Lifecycle] says
/// what it is doing.
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
    private final Lifecycle lifecycle;
    private final Instant createdAt;
    private Origin origin;
    private AppSpec spec;
    private String version;

    Entry(Surroundings around, Tools tools, Origin origin, AppSpec spec, Instant createdAt) {
        this.around = around;
        this.tools = tools;
        this.origin = origin;
        this.spec = spec;
        this.createdAt = createdAt;
        version = AppVersion.of(spec);
        lifecycle = new Lifecycle(around, tools, this);
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
        return lifecycle.state();
    }

    Instant createdAt() {
        return createdAt;
    }

    int restarts() {
        return lifecycle.restarts();
    }

    int unstableRestarts() {
        return lifecycle.unstableRestarts();
    }

    /// The version in the `package.json` beside the script, read when it was configured.
    String version() {
        return version;
    }

    String note() {
        return lifecycle.note();
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

    /// Remembers what ran before this daemon; a live process is taken over by [#adopt].
    void remember(int restartsSoFar, State.Stopped last) {
        lifecycle.remember(restartsSoFar, last);
    }

    void adopt(Run run) throws IOException {
        lifecycle.adopt(run);
    }

    CompletableFuture<State> start() {
        return lifecycle.start();
    }

    CompletableFuture<State> stop() {
        return lifecycle.stop();
    }

    CompletableFuture<State> restart() {
        return lifecycle.restart();
    }

    /// Zeroes the counters.
    void reset() {
        lifecycle.reset();
    }

    /// Gives back what belongs to this entry; it must have been stopped.
    void close() throws IOException {
        tools.logs().close(tools.pump(), id());
        new News(around, this).deleted();
    }

    Path pidFile() {
        return PidFile.path(spec, id(), around.home());
    }
}
