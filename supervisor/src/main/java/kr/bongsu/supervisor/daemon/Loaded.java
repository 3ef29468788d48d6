package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import kr.bongsu.supervisor.process.Preloads;

/// Puts what is loaded into unmodified programs where they can read it.
final class Loaded {
    private Loaded() {}

    /// Writes the files of this version into a folder.
    static Preloads into(Path folder) throws IOException {
        Path node = folder.resolve("preload.cjs");
        try (InputStream script = Preloads.class.getResourceAsStream("preload.cjs")) {
            if (script == null) {
                throw new IOException("preload.cjs is missing from this program's jar");
            }
            replace(node, script.readAllBytes());
        }
        return new Preloads(node, folder.resolve("agent.jar"));
    }

    /// A program that is being started meanwhile reads the old file or the new one.
    private static void replace(Path file, byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, bytes);
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
