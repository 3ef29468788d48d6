package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.control.Home;

/// Keeps a running process's pid in a file, for programs that look there.
final class PidFile {
    private PidFile() {}

    static Path path(AppSpec spec, int id, Home home) {
        return spec.logging()
                .pidFile()
                .map(path -> spec.launch().command().folder().resolve(path))
                .orElse(home.pids().resolve(spec.name() + "-" + id + ".pid"));
    }

    static void write(Path file, int pid, DaemonLog log) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Integer.toString(pid));
        } catch (IOException e) {
            log.warn("pid-file.not-written", "file", file, "reason", e);
        }
    }

    /// Removes the file of an ended process, unless it names its successor already.
    static void remove(Path file, int pid, DaemonLog log) {
        try {
            if (Files.exists(file) && Files.readString(file).equals(Integer.toString(pid))) {
                Files.delete(file);
            }
        } catch (IOException e) {
            log.warn("pid-file.not-removed", "file", file, "reason", e);
        }
    }
}
