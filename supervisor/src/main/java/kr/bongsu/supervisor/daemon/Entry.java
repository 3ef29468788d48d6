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
    private int replaces;

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

    AppSpec.Readiness readiness() {
        return spec.supervision().readiness();
    }

    AppSpec.Stopping stopping() {
        return spec.supervision().stopping();
    }

    /// Whether processes of this application take sockets that are handed to them, so that two
    /// generations can serve at once.
    boolean takesSockets() {
        return takesSockets(spec, origin);
    }

    /// The same, once it is what it is to become.
    boolean takesSockets(AppSpec next, Origin from) {
        return tools.spawner().serves(next, from.place(tools.logs().streams(id())));
    }

    /// What its process last said that it does.
    String status() {
        return lifecycle.voice().status();
    }

    Origin origin() {
        return origin;
    }

    State state() {
        return lifecycle.state();
    }

    /// Whether it runs or is going to.
    boolean isActive() {
        return switch (state()) {
            case State.Launching _, State.Online _, State.Stopping _, State.Waiting _ -> true;
            case State.Stopped _, State.Errored _ -> false;
        };
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

    /// @param channel our end of Node's channel, or -1
    void adopt(Run run, int channel) throws IOException {
        lifecycle.adopt(run, channel);
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

    /// A process that is to take this one's place, with the same id, instance and logs. It is not
    /// started again when it ends, until it is [#confirm]ed.
    Entry successor(AppSpec next, Origin from) {
        Entry successor = new Entry(around, tools, from, next.onTrial(), createdAt);
        successor.replaces = state().run().map(Run::pid).orElse(0);
        successor.remember(restarts() + 1, new State.Stopped(Optional.empty()));
        return successor;
    }

    /// Makes a successor a process like any other.
    ///
    /// @param before the one it replaces
    void confirm(AppSpec full, Entry before) throws IOException {
        replaces = 0;
        spec = before.spec;
        configure(full, origin);
    }

    /// The pid of the process whose place it is to take, or 0.
    int replaces() {
        return replaces;
    }

    /// Our end of the running process's message channel, or -1.
    int channel() {
        return lifecycle.channel().map(NodeChannel::descriptor).orElse(-1);
    }

    /// Sends a JSON value to the process; false when it has no channel or does not read it.
    boolean send(String json) {
        return lifecycle.channel().map(channel -> channel.send(json)).orElse(false);
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
