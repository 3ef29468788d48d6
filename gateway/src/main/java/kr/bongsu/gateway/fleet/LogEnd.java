package kr.bongsu.gateway.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/// The last lines of a log file, read from its last 64 kB, without what only a terminal
/// understands.
public final class LogEnd {

    private static final int MOST_BYTES = 64 * 1024;
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private LogEnd() {}

    /// Reads them.
    ///
    /// @return oldest first; nothing when there is no such file (yet), or it is a pipe or a device
    public static List<String> read(Path file, int lines) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - MOST_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // A read may stop short of the end.
            }
            String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
            // A line of which the beginning was not read is left out.
            List<String> all = text.lines().skip(from > 0 ? 1 : 0).toList();
            return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
                    .map(LogEnd::plain)
                    .toList();
        } catch (NoSuchFileException rotatedJustNow) {
            return List.of();
        }
    }

    private static String plain(String line) {
        return CONTROLS.matcher(COLOURS.matcher(line).replaceAll("")).replaceAll("");
    }
}
