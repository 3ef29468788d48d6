package kr.bongsu.bench.fcm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// CPU that a process has used, as Linux counts it: all of it, and what its JIT compilers took,
/// which a program that has run for a while does not pay any more.
record Cpu(long ticks, long compilerTicks) {

    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TIME = 11;

    static Cpu of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        long compilers = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path task : tasks) {
                try {
                    if (Files.readString(task.resolve("comm")).contains("Compiler")) {
                        compilers += ticksOf(task.resolve("stat"));
                    }
                } catch (NoSuchFileException ended) {
                    // A thread that has ended meanwhile compiled nothing.
                }
            }
        }
        return new Cpu(ticksOf(process.resolve("stat")), compilers);
    }

    static Cpu own() throws IOException {
        return of(ProcessHandle.current().pid());
    }

    /// Seconds since then.
    double since(Cpu then) {
        return (ticks - then.ticks) / TICKS_A_SECOND;
    }

    /// Seconds since then without the compilers'.
    double steadySince(Cpu then) {
        return since(then) - (compilerTicks - then.compilerTicks) / TICKS_A_SECOND;
    }

    private static long ticksOf(Path stat) throws IOException {
        String text = Files.readString(stat);
        // The second field is the command in parentheses, which may hold blanks.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
    }
}
