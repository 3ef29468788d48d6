package kr.bongsu.distribution.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A folder that only its owner may enter; closing it removes it with all that is in it, unless it
/// is to be kept.
public record Scratch(Path folder, boolean kept) implements AutoCloseable {

    /// Makes a new one among the system's temporary files (mode 0700 there, by the JDK's promise).
    public static Scratch make(boolean kept) throws IOException {
        return new Scratch(Files.createTempDirectory("bongsu-"), kept);
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Removal());
        } catch (NoSuchFileException e) {
            // Already gone, which is what was wanted.
        } catch (IOException e) {
            throw new UncheckedIOException("The scratch folder " + folder + " stays behind.", e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
                throws IOException {
            if (fault != null) {
                throw fault;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
