package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who did what when: a file of one JSON object a line, only ever added to, on the disk before what
/// it tells of is done. Readable by its user alone.
public final class Audit implements AutoCloseable {

    private static final int LONGEST_TEXT = 500;

    private final Path file;
    private final InstantSource clock;
    private @Nullable FileChannel channel;

    /// One thing somebody did, or tried to.
    ///
    /// @param action such as `link.hold`
    /// @param object what it was done to
    /// @param detail the rest a reader wants to know; no personal data
    public record Entry(Instant at, String who, String action, String object, String detail) {}

    public Audit(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// Writes an entry, and returns when it is on the disk.
    ///
    /// @throws IOException when it cannot be written; then nothing may be done either
    public synchronized void add(String who, String action, String object, String detail)
            throws IOException {
        Entry entry = new Entry(clock.instant(), who, action, object, detail);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(json(entry) + "\n");
        FileChannel open = channel == null ? open() : channel;
        long before = open.size();
        try {
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
            open.force(false);
        } catch (IOException e) {
            // Half a line must not spoil the next.
            open.truncate(before);
            throw e;
        }
    }

    /// What was written, to be read.
    public AuditLog log() {
        return new AuditLog(file);
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel open =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        channel = open;
        return open;
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
