package kr.bongsu.distribution.stage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What a program wrote to stderr.
record LogFile(Path file) {

    private static final int TAIL_BYTES = 8_192;
    private static final int TAIL_LINES = 15;

    /// The last lines, indented, for a message to a person; a log that cannot be read says so.
    String lastLines() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL_BYTES));
            byte[] tail = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(tail);
            List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - TAIL_LINES))
                    .map(line -> "  " + line + "\n")
                    .reduce("", String::concat)
                    .stripTrailing();
        } catch (IOException e) {
            return "  (" + file + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
