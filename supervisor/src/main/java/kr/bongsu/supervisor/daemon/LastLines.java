package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is written to log files from a moment on, as far as its end tells why something failed.
///
/// @param begins how long each file was at that moment, the more telling file first
record LastLines(Map<Path, Long> begins) {
    private static final int LINES = 15;
    private static final int BYTES = 32 * 1024;

    static LastLines from(Logs.Files3 files) {
        Map<Path, Long> begins = new LinkedHashMap<>();
        for (Optional<Path> file : List.of(files.error(), files.out())) {
            file.ifPresent(path -> begins.put(path, size(path)));
        }
        return new LastLines(begins);
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /// The last lines of the first file that has any.
    List<String> read() {
        for (Map.Entry<Path, Long> begin : begins.entrySet()) {
            List<String> lines = read(begin.getKey(), begin.getValue());
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        return List.of();
    }

    private static List<String> read(Path file, long begin) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var channel = Files.newByteChannel(file)) {
            long size = channel.size();
            // A file that was put aside in between begins anew.
            long from = Math.max(begin > size ? 0 : begin, size - BYTES);
            var bytes = java.nio.ByteBuffer.allocate((int) (size - from));
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads on until it has what was there at the beginning.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
