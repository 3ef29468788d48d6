package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tells one process on Linux from every other, also from later ones of the same number, so that a
/// gateway that starts again knows at once that its predecessor is dead.
///
/// @param text boot, namespace of process numbers, number and start time
record ProcessTag(String text) {

    private static final int PARTS = 4;

    /// Where a process' start time is in `/proc/PID/stat`, counted after its name.
    private static final int START_TIME = 19;

    static ProcessTag mine() {
        long pid = ProcessHandle.current().pid();
        return new ProcessTag(
                machine().orElse("unknown unknown") + " " + pid + " " + start(pid).orElse("0"));
    }

    /// Whether the process is certainly no more. `false` also when there is no way to know, for
    /// example because it runs on another machine.
    boolean isDead() {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS || !machine().equals(Optional.of(parts[0] + " " + parts[1]))) {
            return false;
        }
        return !start(Long.parseLong(parts[2])).equals(Optional.of(parts[3]));
    }

    private static Optional<String> machine() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            Path namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            return Optional.of(boot + " " + namespace);
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Optional.empty();
        }
    }

    private static Optional<String> start(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // A zombie has done its last write.
            return "Z".equals(fields[0]) ? Optional.empty() : Optional.of(fields[START_TIME]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
