package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonReader;
import kr.bongsu.supervisor.process.Exit;
import kr.bongsu.supervisor.process.Run;

/// One process as it stands in `dump.json` and `state.json`: enough to start it again, and to
/// recognise it when it still runs.
///
/// @param wanted whether it was meant to run
/// @param run the process that existed when this was written
record Remembered(
        Settings settings, Entry.Origin origin, boolean wanted, Past past, Optional<Run> run) {

    /// What has happened to it so far.
    record Past(int restarts, Optional<Exit> last) {}

    static Remembered of(Entry entry) {
        boolean wanted =
                switch (entry.state()) {
                    case kr.bongsu.supervisor.process.State.Launching _,
                            kr.bongsu.supervisor.process.State.Online _,
                            kr.bongsu.supervisor.process.State.Waiting _ ->
                            true;
                    case kr.bongsu.supervisor.process.State.Stopped _,
                            kr.bongsu.supervisor.process.State.Stopping _,
                            kr.bongsu.supervisor.process.State.Errored _ ->
                            false;
                };
        return new Remembered(
                entry.spec().settings(),
                entry.origin(),
                wanted,
                new Past(entry.restarts(), entry.state().lastExit()),
                entry.state().run());
    }

    private JsonObject toJson() {
        JsonObject o =
                new JsonObject()
                        .put("id", origin.id())
                        .put("instance", origin.instance())
                        .put("settings", settings.toJson())
                        .put("shell", JsonObject.ofTexts(origin.shell()))
                        .put("profile", origin.profile().orElse(null))
                        .put("shellWins", origin.shellWins())
                        .put("wanted", wanted)
                        .put("restarts", past.restarts());
        past.last().ifPresent(exit -> o.put("lastExit", exit(exit)));
        run.ifPresent(r -> o.put("run", json(r)));
        return o;
    }

    static JsonObject json(Run run) {
        return new JsonObject()
                .put("pid", run.pid())
                .put("startTicks", run.startTicks())
                .put("startedAt", run.startedAt().toEpochMilli())
                .put("token", run.token());
    }

    static Run run(JsonObject o) {
        return new Run(
                o.integer("pid"),
                o.number("startTicks"),
                Instant.ofEpochMilli(o.number("startedAt")),
                o.text("token"));
    }

    private static JsonObject exit(Exit exit) {
        JsonObject o = new JsonObject();
        return switch (exit) {
            case Exit.Code code -> o.put("code", code.code());
            case Exit.Killed killed -> o.put("signal", killed.signal());
            case Exit.Unseen _ -> o;
            case Exit.NotStarted not -> o.put("reason", not.reason());
        };
    }

    private static Exit exit(JsonObject o) {
        if (o.has("code")) {
            return new Exit.Code(o.integer("code"));
        }
        if (o.has("signal")) {
            return new Exit.Killed(o.integer("signal"));
        }
        return o.has("reason") ? new Exit.NotStarted(o.text("reason")) : new Exit.Unseen();
    }

    private static Remembered read(JsonObject o) {
        Optional<Run> run = o.has("run") ? Optional.of(run(o.object("run"))) : Optional.empty();
        return new Remembered(
                Settings.fromJson(o.object("settings")),
                new Entry.Origin(
                        o.integer("id"),
                        o.integer("instance"),
                        o.textMap("shell"),
                        Optional.ofNullable(o.textOrNull("profile")),
                        o.flag("shellWins")),
                o.flag("wanted"),
                new Past(
                        o.integer("restarts"),
                        o.has("lastExit")
                                ? Optional.of(exit(o.object("lastExit")))
                                : Optional.empty()),
                run);
    }

    /// Writes a file that is either the old one or this one, whenever the power goes, and that only
    /// its owner can read.
    ///
    /// @param more what else belongs into it
    static void write(Path file, List<Remembered> processes, String boot, JsonObject more)
            throws IOException {
        List<JsonObject> list = new ArrayList<>();
        processes.forEach(process -> list.add(process.toJson()));
        JsonObject o = new JsonObject().put("version", 1).put("boot", boot).put("processes", list);
        more.members().forEach(o::put);
        replace(file, o);
    }

    /// Writes a file that is either the old one or this one, whenever the power goes, and that only
    /// its owner can read.
    static void replace(Path file, JsonObject o) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(unfinished, Set.of(StandardOpenOption.WRITE))) {
            var bytes = StandardCharsets.UTF_8.encode(o + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// What a file holds.
    ///
    /// @param boot which start of the machine it was written in
    /// @param all everything that stands in it
    record Contents(String boot, List<Remembered> processes, JsonObject all) {}

    static Contents load(Path file) throws IOException {
        JsonObject o = JsonReader.object(Files.readString(file));
        List<Remembered> processes = new ArrayList<>();
        for (JsonObject process : o.objects("processes")) {
            processes.add(read(process));
        }
        return new Contents(o.text("boot", ""), processes, o);
    }
}
