package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.libc.SystemCallException;
import kr.bongsu.supervisor.logs.LineFormat;
import kr.bongsu.supervisor.logs.LogPump;
import kr.bongsu.supervisor.logs.LogRotation;
import kr.bongsu.supervisor.process.Spawner;

/// Knows which files and FIFOs belong to which process, and has the pump carry between them.
final class Logs implements LogPump.Listener {
    private static final Path NOWHERE = Path.of("/dev/null");

    private final Home home;
    private final DaemonLog log;
    private final EventBus events;
    private final Passing passing;

    /// Takes lines as processes wrote them, on the thread of the logs.
    @FunctionalInterface
    interface Passing {
        void line(LineFormat.Style style, byte[] bytes, int from, int length);
    }

    Logs(Home home, DaemonLog log, EventBus events, Passing passing) {
        this.home = home;
        this.log = log;
        this.events = events;
        this.passing = passing;
    }

    /// Where a process's output goes; empty where it goes nowhere.
    record Files3(Optional<Path> out, Optional<Path> error, Optional<Path> both) {}

    Files3 files(AppSpec spec, int id, int instance) {
        AppSpec.LogFiles set = spec.logging().files();
        if (set.disabled()) {
            return new Files3(Optional.empty(), Optional.empty(), Optional.empty());
        }
        boolean single =
                spec.identity().instances().count(Runtime.getRuntime().availableProcessors()) == 1
                        && instance == 0;
        String suffix = set.merged() || single ? "" : "-" + id;
        Optional<Path> both =
                set.both()
                        .map(path ->
                                path.equals("true")
                                        ? home.logs().resolve(spec.name() + ".log")
                                        : resolve(spec, path, ""));
        return new Files3(
                file(spec, set.out(), spec.name() + "-out", suffix),
                file(spec, set.error(), spec.name() + "-error", suffix),
                both);
    }

    private Optional<Path> file(
            AppSpec spec, Optional<String> set, String otherwise, String suffix) {
        if (set.isEmpty()) {
            return Optional.of(home.logs().resolve(otherwise + suffix + ".log"));
        }
        String path = set.get();
        return path.equals("NULL") || path.equals("/dev/null")
                ? Optional.empty()
                : Optional.of(resolve(spec, path, suffix));
    }

    /// A path of the settings, with the process's id before its extension when each process has its
    /// own file.
    private static Path resolve(AppSpec spec, String path, String suffix) {
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.');
        String numbered =
                dot > slash + 1
                        ? path.substring(0, dot) + suffix + path.substring(dot)
                        : path + suffix;
        return spec.launch().command().folder().resolve(numbered).normalize();
    }

    Spawner.Streams streams(int id) {
        Path pipes = home.pipes();
        return new Spawner.Streams(
                pipes.resolve(id + ".in"), pipes.resolve(id + ".out"), pipes.resolve(id + ".err"));
    }

    static List<String> keys(int id) {
        return List.of(id + ".out", id + ".err");
    }

    void open(LogPump pump, AppSpec spec, int id, int instance) throws IOException {
        Files3 files = files(spec, id, instance);
        Spawner.Streams streams = streams(id);
        pump.open(source(spec, id, "out", streams.out(), join(files.out(), files.both())));
        pump.open(source(spec, id, "err", streams.error(), join(files.error(), files.both())));
    }

    void close(LogPump pump, int id) throws IOException {
        keys(id).forEach(pump::close);
        Spawner.Streams streams = streams(id);
        for (Path fifo : List.of(streams.in(), streams.out(), streams.error())) {
            Files.deleteIfExists(fifo);
        }
    }

    private static List<Path> join(Optional<Path> own, Optional<Path> both) {
        List<Path> paths = new ArrayList<>();
        own.ifPresent(paths::add);
        both.filter(path -> !paths.contains(path)).ifPresent(paths::add);
        if (paths.isEmpty()) {
            paths.add(NOWHERE);
        }
        return paths;
    }

    private static LogPump.Source source(
            AppSpec spec, int id, String stream, Path fifo, List<Path> paths) {
        AppSpec.Rotation r = spec.logging().rotation();
        AppSpec.LogLines lines = spec.logging().lines();
        return new LogPump.Source(
                id + "." + stream,
                fifo.toString(),
                new LogPump.Destination(
                        paths, new LogRotation(r.maxBytes(), r.maxAge(), r.keep(), r.compress())),
                new LineFormat.Style(lines.json(), lines.dateFormat(), spec.name(), id, stream),
                spec.logging().dropWhenFull());
    }

    @Override
    public void line(LogPump.Source source, byte[] bytes, int from, int length) {
        passing.line(source.style(), bytes, from, length);
        if (events.logsWanted()) {
            LineFormat.Style style = source.style();
            events.publishLine(
                    new JsonObject()
                            .put("id", style.id())
                            .put("name", style.app())
                            .put("stream", style.stream())
                            .put("line", new String(bytes, from, length, StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void refused(LogPump.Source source, int errno) {
        log.warn(
                "log.refused",
                "app",
                source.style().app(),
                "file",
                source.files().paths(),
                "reason",
                SystemCallException.describe(errno),
                "then",
                source.dropWhenFull() ? "dropped" : "the process waits");
    }

    @Override
    public void resumed(LogPump.Source source) {
        log.info("log.resumed", "app", source.style().app(), "file", source.files().paths());
    }

    @Override
    public void failed(Throwable cause) {
        log.failure(cause);
    }
}
