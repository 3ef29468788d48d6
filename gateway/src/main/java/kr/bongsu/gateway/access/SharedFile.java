package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Lines that only their user may read, in a file that several processes change, one at a time and
/// as a whole.
///
/// @param mostBytes a longer file is not read
record SharedFile(Path path, int mostBytes) {

    private static final Duration LOCK_LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /// By what a change is seen: each makes a new file, so its key tells even those apart that a
    /// clock does not.
    record Mark(@Nullable Object key, FileTime at, long size) {}

    /// The right to change it, until it is closed.
    record Turn(SharedFile file, FileChannel channel, FileLock lock) implements AutoCloseable {

        /// Puts this text in the place of all that was there, on the disk.
        void store(String text) throws IOException {
            file.store(text);
        }

        @Override
        public void close() throws IOException {
            lock.close();
            channel.close();
        }
    }

    /// Nothing when there is no file.
    Optional<Mark> mark() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Mark(now.fileKey(), now.lastModifiedTime(), now.size()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /// None when there is no file.
    List<String> lines() throws IOException {
        try {
            if (Files.size(path) > mostBytes) {
                throw new IOException(path + " is longer than " + mostBytes + " bytes");
            }
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /// Waits for it a few seconds.
    Turn turn() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel channel = open(path.resolveSibling(path.getFileName() + ".lock"));
        try {
            return new Turn(this, channel, lock(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + LOCK_LIMIT.toNanos();
        FileLock lock = tryLock(channel);
        while (lock == null) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new IOException("another process holds the lock of " + path);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            lock = tryLock(channel);
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            // By another thread of this process, which the kernel would let pass.
            return null;
        }
    }

    private void store(String text) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = open(fresh)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        // The new name is only sure to survive a power cut when its folder is on the disk, too.
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
