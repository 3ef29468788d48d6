package kr.bongsu.fcmemulator.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Replaces a file in one step, so that a reader sees the old content or the new, never half of it.
final class PrivateFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READABLE =
            PosixFilePermissions.fromString("rw-r--r--");

    private PrivateFiles() {}

    static void writeSecret(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8), OWNER_ONLY);
    }

    static void writePublic(Path file, byte[] content) throws IOException {
        write(file, content, READABLE);
    }

    private static void write(Path file, byte[] content, Set<PosixFilePermission> mode)
            throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path draft =
                Files.createTempFile(
                        directory,
                        ".draft",
                        null,
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.write(draft, content);
            Files.setPosixFilePermissions(draft, mode);
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
