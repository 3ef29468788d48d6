package kr.bongsu.supervisor.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The folder of one daemon: its socket, its log, what it remembers, and the output of its
/// processes.
///
/// `BONGSU_HOME`, or `~/.bongsu`. Only its owner may look inside.
public record Home(Path folder) {
    public static Home of(Map<String, String> environment) {
        String given = environment.getOrDefault("BONGSU_HOME", "");
        if (!given.isEmpty()) {
            return new Home(Path.of(given).toAbsolutePath().normalize());
        }
        @Nullable String user = environment.get("HOME");
        String home = user == null || user.isEmpty() ? System.getProperty("user.home", "/") : user;
        return new Home(Path.of(home, ".bongsu").toAbsolutePath());
    }

    /// Makes the folders that are missing.
    public void create() throws IOException {
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder, mode);
        Files.createDirectories(logs(), mode);
        Files.createDirectories(pipes(), mode);
        Files.createDirectories(pids(), mode);
    }

    public Path socket() {
        return folder.resolve("control.sock");
    }

    public Path lock() {
        return folder.resolve("daemon.lock");
    }

    /// Holds the daemon's pid while it lives.
    public Path daemonPid() {
        return folder.resolve("daemon.pid");
    }

    public Path daemonLog() {
        return folder.resolve("daemon.log");
    }

    /// What `save` wrote, for `resurrect`.
    public Path dump() {
        return folder.resolve("dump.json");
    }

    /// What applications were, for `rollback`.
    public Path history() {
        return folder.resolve("history.json");
    }

    /// What runs at the moment, for the daemon that comes after a crash.
    public Path state() {
        return folder.resolve("state.json");
    }

    /// What `set` wrote.
    public Path configuration() {
        return folder.resolve("configuration.json");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path pipes() {
        return folder.resolve("pipes");
    }

    public Path pids() {
        return folder.resolve("pids");
    }
}
