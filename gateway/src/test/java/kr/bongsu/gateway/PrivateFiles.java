package kr.bongsu.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that hold a secret, for tests.
final class PrivateFiles {

    private PrivateFiles() {}

    static Path write(Path file, String content) throws IOException {
        return write(file, content, "rw-------");
    }

    static Path write(Path file, String content, String mode) throws IOException {
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
