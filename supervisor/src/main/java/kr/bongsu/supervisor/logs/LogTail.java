package kr.bongsu.supervisor.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the end of a log file and goes on reading through rotation and truncation, losing no line.
public final class LogTail {
    private static final int CHUNK = 64 * 1024;

    private final Path path;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private @Nullable RandomAccessFile file;
    private @Nullable Object identity;

    public LogTail(Path path) {
        this.path = path;
    }

    /// The last lines there are; [#more] goes on after them.
    public List<String> last(int count) throws IOException {
        if (!openNew()) {
            return List.of();
        }
        RandomAccessFile open = Objects.requireNonNull(file);
        long end = open.length();
        long start = end;
        int found = 0;
        byte[] chunk = new byte[CHUNK];
        while (start > 0 && found <= count) {
            int n = (int) Math.min(CHUNK, start);
            start -= n;
            open.seek(start);
            open.readFully(chunk, 0, n);
            for (int i = n - 1; i >= 0; i--) {
                boolean last = start + i == end - 1;
                if (chunk[i] == '\n' && !last && ++found >= count) {
                    start += i + 1;
                    found++;
                    break;
                }
            }
        }
        open.seek(count == 0 ? end : start);
        return read(open);
    }

    /// The whole lines written since, also what a rotated file still got before the new one began.
    public List<String> more() throws IOException {
        List<String> lines = new ArrayList<>();
        RandomAccessFile open = file;
        if (open != null) {
            if (open.length() < open.getFilePointer()) {
                open.seek(0);
            }
            lines.addAll(read(open));
        }
        if (isReplaced()) {
            if (open != null) {
                lines.addAll(read(open));
                open.close();
            }
            if (openNew()) {
                lines.addAll(read(Objects.requireNonNull(file)));
            }
        }
        return lines;
    }

    private boolean isReplaced() throws IOException {
        try {
            return !Objects.equals(identity, Files.readAttributes(path, "unix:ino").get("ino"));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean openNew() throws IOException {
        try {
            identity = Files.readAttributes(path, "unix:ino").get("ino");
            file = new RandomAccessFile(path.toFile(), "r");
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private List<String> read(RandomAccessFile open) throws IOException {
        List<String> lines = new ArrayList<>();
        byte[] chunk = new byte[CHUNK];
        for (int n = open.read(chunk); n > 0; n = open.read(chunk)) {
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n') {
                    lines.add(rest.toString(StandardCharsets.UTF_8));
                    rest.reset();
                } else {
                    rest.write(chunk[i]);
                }
            }
            if (lines.size() > 10_000) {
                // The rest is for the next look, so that a huge file is shown in bounded pieces.
                return lines;
            }
        }
        return lines;
    }
}
