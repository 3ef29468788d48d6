package kr.bongsu.supervisor.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where a command writes: results to standard output, words about them to standard error.
final class Console {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private final Map<String, String> environment;
    private boolean silent;
    private boolean plain;

    Console(Map<String, String> environment) {
        this.environment = environment;
    }

    Map<String, String> environment() {
        return environment;
    }

    /// Says nothing more but results and errors.
    void silence() {
        silent = true;
    }

    void withoutColour() {
        plain = true;
    }

    boolean isSilent() {
        return silent;
    }

    boolean coloured() {
        return !plain && !environment.containsKey("NO_COLOR") && isTerminal(1);
    }

    /// Whether a descriptor is a terminal, without the library that `System.console()` would load.
    static boolean isTerminal(int fd) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    void print(String text) {
        write(out, text);
    }

    void printLine(String text) {
        write(out, text + "\n");
    }

    /// Tells a person what is going on.
    void note(String text) {
        if (!silent) {
            write(err, "[bongsu] " + text + "\n");
        }
    }

    void error(String text) {
        write(err, "[bongsu] error: " + text + "\n");
    }

    private static void write(FileOutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The reader of our output has gone, as in `list | head -1`: nobody is left to tell.
            Runtime.getRuntime().halt(141);
        }
    }
}
