package kr.bongsu.distribution.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What is added to a file, as a stream that ends some time after its writer has.
final class Tail extends InputStream {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /// For what the writer's last words need from the process manager's pipe to the file.
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Path file;
    private final BooleanSupplier writes;
    private long position;
    private @Nullable RandomAccessFile open;

    /// @param from the position to begin at
    /// @param writes whether the writer is still there
    Tail(Path file, long from, BooleanSupplier writes) {
        this.file = file;
        this.position = from;
        this.writes = writes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        long end = Long.MAX_VALUE;
        while (true) {
            int n = more(bytes, from, length);
            if (n > 0) {
                return n;
            }
            long now = System.nanoTime();
            if (end == Long.MAX_VALUE && !writes.getAsBoolean()) {
                end = now + LAST_WORDS.toNanos();
            }
            if (end != Long.MAX_VALUE && now - end > 0) {
                return -1;
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
        }
    }

    private int more(byte[] bytes, int from, int length) throws IOException {
        if (open == null && Files.exists(file)) {
            open = new RandomAccessFile(file.toFile(), "r");
        }
        if (open == null) {
            return 0;
        }
        open.seek(position);
        int n = Math.max(0, open.read(bytes, from, length));
        position += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
