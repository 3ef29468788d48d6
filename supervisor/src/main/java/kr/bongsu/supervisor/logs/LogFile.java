package kr.bongsu.supervisor.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.NativeBuffer;
import kr.bongsu.supervisor.libc.SystemCallException;
import org.jspecify.annotations.Nullable;

/// One open log file, shared by all streams that write to it.
final class LogFile {
    private static final int MODE = 0640;

    private final Path path;
    private final InstantSource clock;
    private LogRotation rotation;
    private int users;
    private int fd = -1;
    private long size;
    private Instant since = Instant.EPOCH;

    LogFile(Path path, LogRotation rotation, InstantSource clock) {
        this.path = path;
        this.rotation = rotation;
        this.clock = clock;
    }

    Path path() {
        return path;
    }

    void acquire(LogRotation wanted) {
        users++;
        rotation = wanted;
    }

    /// True when nobody is left and the file is closed.
    boolean release() {
        users--;
        if (users == 0) {
            close();
        }
        return users == 0;
    }

    /// Bytes written, or a negative error number when the disk would not take any.
    int write(NativeBuffer buffer, byte[] bytes, int from, int length) {
        if (fd < 0) {
            int error = open();
            if (error < 0) {
                return error;
            }
        }
        int written = Descriptors.write(fd, buffer, bytes, from, length);
        if (written > 0) {
            size += written;
        }
        return written;
    }

    /// Puts the file aside when its rotation says so; the answer is where it now is, for tidying.
    @Nullable Path rotate(long more) throws IOException {
        Instant now = clock.instant();
        if (fd < 0 || !Files.isRegularFile(path) || !rotation.isDue(size, more, since, now)) {
            return null;
        }
        Path aside = rotation.asidePath(path, now);
        Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        close();
        return aside;
    }

    LogRotation rotation() {
        return rotation;
    }

    void truncate() {
        if (fd >= 0 && Descriptors.truncate(fd, 0) == 0) {
            size = 0;
        }
    }

    void close() {
        if (fd >= 0) {
            Descriptors.close(fd);
            fd = -1;
        }
    }

    private int open() {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // Not blocking: a log file may be a FIFO that nobody reads, and this thread serves
            // every process.
            fd =
                    Descriptors.open(
                            path.toString(),
                            Linux.O_RDWR | Linux.O_CREAT | Linux.O_APPEND | Linux.O_NONBLOCK,
                            MODE);
            size = Files.isRegularFile(path) ? Files.size(path) : 0;
            since = size == 0 ? clock.instant() : Files.getLastModifiedTime(path).toInstant();
            return 0;
        } catch (SystemCallException e) {
            return -e.errno();
        } catch (IOException e) {
            return -Linux.EACCES;
        }
    }
}
