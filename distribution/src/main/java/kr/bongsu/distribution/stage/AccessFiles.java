package kr.bongsu.distribution.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// What lets one into a gateway, in the folder of its configuration.
public final class AccessFiles {

    private static final int KEY_BYTES = 32;

    private AccessFiles() {}

    /// A key that may read, known to the gateway that is started next; as `--add-key` would make
    /// it, without another JVM. The one before no longer counts.
    public static String key(Path folder) throws IOException {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String key = "bongsu_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path file = folder.resolve("keys");
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "stage read " + digest(key) + "\n");
        return key;
    }

    private static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(key.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Name and password that the gateway has left for the first login; gone when it has been used.
    static Optional<String> firstLogin(Path folder) throws IOException {
        Path file = folder.resolve("data").resolve("first-password");
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }
}
