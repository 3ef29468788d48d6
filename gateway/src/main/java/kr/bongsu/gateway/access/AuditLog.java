package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Reads the audit log backwards, a page at a time.
///
/// @param file as [Audit] writes it
public record AuditLog(Path file) {

    private static final int CHUNK = 64 << 10;
    private static final long MOST_LOOKED_THROUGH = 64 << 20;

    /// A part of the log.
    ///
    /// @param lines newest first, as they stand in the file
    /// @param before where the next page begins; 0 when there is nothing older
    public record Page(List<String> lines, long before) {}

    /// The newest lines that begin before an offset and are wanted.
    ///
    /// Looks through a bounded part of the file: a page may be short, or empty, and still not be
    /// the last one.
    ///
    /// @param before offset in the file, as a page says it; [Long#MAX_VALUE] for the newest
    public Page page(long before, int most, Predicate<String> wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new Reading(channel, most, wanted).from(Math.min(before, channel.size()));
        } catch (NoSuchFileException none) {
            return new Page(List.of(), 0);
        }
    }

    private static final class Reading {

        private final FileChannel channel;
        private final int most;
        private final Predicate<String> wanted;
        private final List<String> lines = new ArrayList<>();

        Reading(FileChannel channel, int most, Predicate<String> wanted) {
            this.channel = channel;
            this.most = most;
            this.wanted = wanted;
        }

        Page from(long end) throws IOException {
            long least = end - MOST_LOOKED_THROUGH;
            while (end > 0 && end > least && lines.size() < most) {
                end = chunk(end);
            }
            return new Page(List.copyOf(lines), end);
        }

        /// @return where the oldest line begins that was looked at
        private long chunk(long end) throws IOException {
            long begin = Math.max(0, end - CHUNK);
            byte[] bytes = read(begin, (int) (end - begin));
            int stop = bytes.length;
            for (int i = bytes.length - 2; i >= -1; i--) {
                boolean first = i < 0 && begin == 0;
                if (first || (i >= 0 && bytes[i] == '\n')) {
                    String line =
                            new String(bytes, i + 1, stop - i - 1, StandardCharsets.UTF_8).strip();
                    stop = i + 1;
                    if (!line.isEmpty() && wanted.test(line)) {
                        lines.add(line);
                        if (lines.size() == most) {
                            return begin + stop;
                        }
                    }
                }
            }
            // A line longer than a chunk is none of ours; it is passed over.
            return stop == bytes.length ? begin : begin + stop;
        }

        private byte[] read(long at, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, at + buffer.position()) < 0) {
                    throw new IOException("the audit log became shorter while it was read");
                }
            }
            return buffer.array();
        }
    }
}
