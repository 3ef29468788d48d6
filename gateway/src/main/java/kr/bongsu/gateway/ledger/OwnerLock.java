package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Keeps a second gateway off the same file, whose pushes in flight it would otherwise take over
/// and send again. The operating system lets go of it when the process dies.
final class OwnerLock implements AutoCloseable {

    private static final Log LOG = Log.of(OwnerLock.class);

    private final FileChannel channel;

    private OwnerLock(FileChannel channel) {
        this.channel = channel;
    }

    static OwnerLock take(Path ledger) throws IOException {
        FileChannel channel = open(ledger);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return new OwnerLock(channel);
            }
        } catch (OverlappingFileLockException sameProcess) {
            LOG.warn("ledger.opened-twice", "file", ledger);
        }
        channel.close();
        throw new IOException("another gateway is using it");
    }

    /// Whether nobody has it now. Not for a process that has it itself: the operating system takes
    /// it from a process that closes any descriptor of the file.
    static boolean isFree(Path ledger) throws IOException {
        try (FileChannel channel = open(ledger);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static FileChannel open(Path ledger) throws IOException {
        return FileChannel.open(
                ledger.resolveSibling(ledger.getFileName() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("ledger.close-failed", "why", e.getMessage());
        }
    }
}
