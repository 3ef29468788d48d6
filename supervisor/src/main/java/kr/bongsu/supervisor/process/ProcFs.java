package kr.bongsu.supervisor.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.NativeBuffer;
import kr.bongsu.supervisor.libc.SystemCallException;
import org.jspecify.annotations.Nullable;

/// What the kernel tells about processes in `/proc`, read with few system calls. Belongs to one
/// thread.
public final class ProcFs {
    private static final long PAGE = 4096;
    private final NativeBuffer buffer = new NativeBuffer(64 * 1024);

    /// What `/proc/PID/stat` says.
    ///
    /// @param cpuTicks user and system time in hundredths of a second
    public record Stat(
            int parent,
            int group,
            char state,
            long cpuTicks,
            long startTicks,
            long residentBytes) {}

    /// What a process is doing and using; null when there is no such process.
    public @Nullable Stat stat(int pid) {
        int n = read("/proc/" + pid + "/stat");
        if (n <= 0) {
            return null;
        }
        byte[] bytes = buffer.bytes();
        int at = n - 1;
        while (bytes[at] != ')') {
            at--;
        }
        // Field 3 (state) starts two bytes after the name's closing parenthesis; numbers follow,
        // one blank apart.
        char state = (char) bytes[at + 2];
        long[] field = new long[25];
        int number = 4;
        for (int i = at + 4; i < n && number < field.length; i++) {
            byte b = bytes[i];
            if (b == ' ') {
                number++;
            } else if (b >= '0' && b <= '9') {
                field[number] = 10 * field[number] + b - '0';
            }
        }
        return new Stat(
                (int) field[4],
                (int) field[5],
                state,
                field[14] + field[15],
                field[22],
                field[24] * PAGE);
    }

    /// The direct children of a process, by all of its threads.
    public List<Integer> children(int pid) {
        List<Integer> children = new ArrayList<>();
        String tasks = "/proc/" + pid + "/task";
        // Few processes have children, and most of their threads have none: the main thread's file
        // is read first and alone
        // tells for programs with one thread.
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of(tasks))) {
            for (Path thread : threads) {
                int n = read(thread + "/children");
                numbers(children, n);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // The process ended while it was looked at: then it has no children any more.
            return children;
        }
        return children;
    }

    /// Every process there is.
    public List<Integer> all() {
        List<Integer> pids = new ArrayList<>();
        String[] names = new java.io.File("/proc").list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                pids.add(Integer.valueOf(name));
            }
        }
        return pids;
    }

    private void numbers(List<Integer> into, int length) {
        int number = -1;
        for (int i = 0; i < length; i++) {
            byte b = buffer.bytes()[i];
            if (b >= '0' && b <= '9') {
                number = Math.max(0, number) * 10 + b - '0';
            } else if (number >= 0) {
                into.add(number);
                number = -1;
            }
        }
        if (number >= 0) {
            into.add(number);
        }
    }

    /// The value that a variable had when the process was started; empty when there is none or it
    /// may not be seen.
    public String environmentValue(int pid, String variable) {
        try {
            String environment =
                    "\0"
                            + Files.readString(
                                    Path.of("/proc/" + pid + "/environ"),
                                    StandardCharsets.ISO_8859_1);
            int at = environment.indexOf("\0" + variable + "=");
            if (at < 0) {
                return "";
            }
            int from = at + variable.length() + 2;
            int end = environment.indexOf('\0', from);
            return environment.substring(from, end < 0 ? environment.length() : end);
        } catch (IOException e) {
            return "";
        }
    }

    /// The proportional share of memory; empty when it may not be read. Costs about a millisecond.
    public OptionalLong proportionalBytes(int pid) {
        int n = read("/proc/" + pid + "/smaps_rollup");
        String text = n <= 0 ? "" : new String(buffer.bytes(), 0, n, StandardCharsets.US_ASCII);
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("Pss:")) {
                return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
            }
        }
        return OptionalLong.empty();
    }

    /// How many descriptors a process has open; -1 when that may not be seen.
    public int openFiles(int pid) {
        String[] names = new java.io.File("/proc/" + pid + "/fd").list();
        return names == null ? -1 : names.length;
    }

    private int read(String path) {
        int fd;
        try {
            fd = Descriptors.open(path, Linux.O_RDONLY, 0);
        } catch (SystemCallException e) {
            return -e.errno();
        }
        int n = Descriptors.read(fd, buffer);
        Descriptors.close(fd);
        return n;
    }
}
