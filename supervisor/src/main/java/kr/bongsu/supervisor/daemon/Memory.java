package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.process.ListeningSockets;
import kr.bongsu.supervisor.process.ProcFs;
import kr.bongsu.supervisor.process.Run;

/// Keeps on disk what runs now and what was saved on purpose.
///
/// `state.json` follows the table within a fraction of a second and is for the daemon that comes
/// after a crash; an orderly end removes it. `dump.json` changes only by `save`; the one before is
/// kept beside it.
final class Memory {
    private static final Duration SOON = Duration.ofMillis(100);

    private final Surroundings around;
    private final Table table;
    private final ListeningSockets sockets;
    private final Holder holder;
    private final Learner learner;
    private boolean scheduled;

    Memory(
            Surroundings around,
            Table table,
            ListeningSockets sockets,
            Holder holder,
            Learner learner) {
        this.holder = holder;
        this.learner = learner;
        this.around = around;
        this.table = table;
        this.sockets = sockets;
    }

    /// Has the state written soon; many changes at once are one write.
    void changed() {
        if (!scheduled) {
            scheduled = true;
            around.loop()
                    .after(
                            SOON,
                            () -> {
                                scheduled = false;
                                writeState();
                            });
        }
    }

    private void writeState() {
        try {
            sockets.retain(this::isWanted);
            learner.look();
            sockets.lengthen();
            Held own = own(-1);
            write(own, holder.hold(own));
        } catch (IOException e) {
            around.log().warn("state.not-written", "file", around.home().state(), "reason", e);
        }
    }

    /// A socket is kept as long as a process of its application runs or is about to.
    private boolean isWanted(ListeningSockets.Kept kept) {
        return Stream.concat(table.all().stream(), table.aside().stream())
                .filter(entry -> entry.name().equals(kept.app()) && entry.isActive())
                .map(entry -> entry.spec().launch().listening())
                .anyMatch(rules -> rules.learns() || rules.addresses().contains(kept.address()));
    }

    private void write(Held own, Held elsewhere) throws IOException {
        List<JsonObject> aside = new ArrayList<>();
        table.aside()
                .forEach(entry ->
                        entry.state().run().ifPresent(run -> aside.add(Remembered.json(run))));
        JsonObject more =
                new JsonObject()
                        .put("own", own.toJson())
                        .put("held", elsewhere.toJson())
                        .put("aside", aside);
        Remembered.write(around.home().state(), current(), boot(), more);
    }

    /// What this process has open that the next one needs.
    private Held own(int control) {
        Map<String, Integer> channels = new LinkedHashMap<>();
        for (Entry entry : table.all()) {
            if (entry.channel() >= 0) {
                entry.state().run().ifPresent(run -> channels.put(run.token(), entry.channel()));
            }
        }
        int self = Math.toIntExact(ProcessHandle.current().pid());
        ProcFs.Stat stat = new ProcFs().stat(self);
        long ticks = stat == null ? 0 : stat.startTicks();
        return new Held(self, ticks, sockets.all(), channels, control);
    }

    /// Writes down everything for a program that takes this one's place in the same process.
    ///
    /// @param control the control socket
    Held writeForSuccessor(int control) throws IOException {
        Held own = own(control);
        write(own, holder.hold(own));
        return own;
    }

    void forgetState() throws IOException {
        scheduled = true;
        Files.deleteIfExists(around.home().state());
    }

    void save() throws IOException {
        Path dump = around.home().dump();
        if (Files.exists(dump)) {
            Files.copy(
                    dump,
                    backup(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Remembered.write(dump, current(), boot(), new JsonObject());
    }

    /// What was saved last; the file before it when that one cannot be read.
    List<Remembered> saved() throws IOException {
        try {
            return Remembered.load(around.home().dump()).processes();
        } catch (IOException | RuntimeException e) {
            if (!Files.exists(backup())) {
                throw e;
            }
            around.log()
                    .warn(
                            "dump.unreadable",
                            "file",
                            around.home().dump(),
                            "reason",
                            e,
                            "then",
                            backup());
            return Remembered.load(backup()).processes();
        }
    }

    /// What the daemon before this one left running, since the machine started; empty after an
    /// orderly end.
    Left leftBehind() {
        Path state = around.home().state();
        if (!Files.exists(state)) {
            return Left.nothing();
        }
        try {
            Remembered.Contents contents = Remembered.load(state);
            return contents.boot().equals(boot()) ? left(contents) : Left.nothing();
        } catch (IOException | RuntimeException e) {
            around.log().warn("state.unreadable", "file", state, "reason", e);
            return Left.nothing();
        }
    }

    /// What an earlier daemon left.
    ///
    /// @param held its descriptors, as ones of this process
    /// @param aside processes that were being replaced, or were to replace others
    record Left(List<Remembered> processes, Held held, List<Run> aside) {
        static Left nothing() {
            return new Left(List.of(), Held.nothing(), List.of());
        }
    }

    private Left left(Remembered.Contents contents) {
        JsonObject all = contents.all();
        List<Run> aside = new ArrayList<>();
        if (all.has("aside")) {
            all.objects("aside").forEach(run -> aside.add(Remembered.run(run)));
        }
        Held held = Held.nothing();
        for (String where : List.of("own", "held")) {
            Held there = all.has(where) ? Held.read(all.object(where)) : Held.nothing();
            try {
                if (there.isAlive(new ProcFs()) && held.all().isEmpty()) {
                    held = there.taken();
                    holder.replaces(there);
                } else {
                    holder.end(there);
                }
            } catch (IOException e) {
                around.log().warn("sockets.not-taken-back", "pid", there.pid(), "reason", e);
            }
        }
        return new Left(contents.processes(), held, aside);
    }

    private Path backup() {
        return around.home().dump().resolveSibling("dump.json.bak");
    }

    private List<Remembered> current() {
        return table.all().stream().map(Remembered::of).toList();
    }

    private static String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
