package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kr.bongsu.supervisor.process.ListeningSockets;

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
    private boolean scheduled;

    Memory(Surroundings around, Table table, ListeningSockets sockets) {
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
            sockets.lengthen();
            Remembered.write(around.home().state(), current(), boot());
        } catch (IOException e) {
            around.log().warn("state.not-written", "file", around.home().state(), "reason", e);
        }
    }

    /// A socket is kept as long as a process of its application runs or is about to.
    private boolean isWanted(ListeningSockets.Kept kept) {
        return Stream.concat(table.all().stream(), table.aside().stream())
                .filter(entry -> entry.name().equals(kept.app()) && entry.isActive())
                .map(entry -> entry.spec().launch().listening())
                .anyMatch(rules ->
                        kept.learnt()
                                ? rules.takesPart() && rules.addresses().isEmpty()
                                : rules.addresses().contains(kept.address()));
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
        Remembered.write(dump, current(), boot());
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
    List<Remembered> leftBehind() {
        Path state = around.home().state();
        if (!Files.exists(state)) {
            return List.of();
        }
        try {
            Remembered.Contents contents = Remembered.load(state);
            return contents.boot().equals(boot()) ? contents.processes() : List.of();
        } catch (IOException | RuntimeException e) {
            around.log().warn("state.unreadable", "file", state, "reason", e);
            return List.of();
        }
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
