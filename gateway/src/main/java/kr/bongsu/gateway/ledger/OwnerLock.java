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
        Path path = ledger.resolveSibling(ledger.getFileName() + ".lock");
        FileChannel channel =
                FileChannel.open(
                        path,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
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

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("ledger.close-failed", "why", e.getMessage());
        }
    }
}
