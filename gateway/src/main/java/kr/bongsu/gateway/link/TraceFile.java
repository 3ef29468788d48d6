package kr.bongsu.gateway.link;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A text file of bounded size, readable by its user alone: when it is full it becomes `NAME.1`,
/// what was `NAME.1` becomes `NAME.2`, and the oldest goes. Confined to the thread that writes.
final class TraceFile implements AutoCloseable {

    private final Path path;
    private final TraceSettings settings;
    private @Nullable OutputStream out;
    private long size;

    TraceFile(String link, TraceSettings settings) {
        this.path = settings.folder().resolve(link + ".trace");
        this.settings = settings;
    }

    Path path() {
        return path;
    }

    void append(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        OutputStream to = out == null ? open() : out;
        if (size > 0 && size + bytes.length > settings.fileBytes()) {
            close();
            rotate();
            to = open();
        }
        to.write(bytes);
        size += bytes.length;
    }

    @Override
    public void close() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    private OutputStream open() throws IOException {
        Files.createDirectories(
                settings.folder(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!Files.exists(path)) {
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        size = Files.size(path);
        OutputStream to = Files.newOutputStream(path, StandardOpenOption.APPEND);
        out = to;
        return to;
    }

    private void rotate() throws IOException {
        for (int number = settings.files() - 1; number > 0; number--) {
            Path from = number == 1 ? path : numbered(number - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(path);
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
