package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who did what when: a file of one JSON object a line, only ever added to, on the disk before what
/// it tells of is done. Readable by its user alone.
public final class Audit implements AutoCloseable {

    private static final int LONGEST_TEXT = 500;

    private final Path file;
    private final InstantSource clock;
    private final SharedFile shared;
    private @Nullable Open open;

    /// The file as it was opened.
    private record Open(FileChannel channel, Optional<Object> key) {}

    /// One thing somebody did, or tried to.
    ///
    /// @param action such as `link.hold`
    /// @param object what it was done to
    /// @param detail the rest a reader wants to know; no personal data
    public record Entry(Instant at, String who, String action, String object, String detail) {}

    public Audit(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.shared = new SharedFile(file, Integer.MAX_VALUE);
    }

    /// Writes an entry, and returns when it is on the disk.
    ///
    /// @throws IOException when it cannot be written; then nothing may be done either
    public synchronized void add(String who, String action, String object, String detail)
            throws IOException {
        Entry entry = new Entry(clock.instant(), who, action, object, detail);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(json(entry) + "\n");
        // Another gateway may write to the same file: what is taken back must be one's own.
        try (SharedFile.Turn _ = shared.turn()) {
            write(channel(), bytes);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        long before = channel.size();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            // Half a line must not spoil the next.
            channel.truncate(before);
            throw e;
        }
    }

    /// What was written, to be read.
    public AuditLog log() {
        return new AuditLog(file);
    }

    @Override
    public synchronized void close() throws IOException {
        if (open != null) {
            open.channel.close();
            open = null;
        }
    }

    /// Of the file that has the name now: whoever puts logs away may have moved the one before.
    private FileChannel channel() throws IOException {
        if (open != null && open.key.isPresent() && open.key.equals(key())) {
            return open.channel;
        }
        close();
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        open = new Open(channel, key());
        return channel;
    }

    private Optional<Object> key() throws IOException {
        return shared.mark().map(SharedFile.Mark::key);
    }

    private static String json(Entry entry) {
        return "{\"at\":"
                + quoted(entry.at.toString())
                + ",\"who\":"
                + quoted(entry.who)
                + ",\"action\":"
                + quoted(entry.action)
                + ",\"object\":"
                + quoted(entry.object)
                + ",\"detail\":"
                + quoted(entry.detail)
                + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .limit(LONGEST_TEXT)
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        quoted.append('\\').appendCodePoint(c);
                    } else if (c < ' ') {
                        quoted.append("\\u%04x".formatted(c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                });
        return quoted.append('"').toString();
    }
}
