package kr.bongsu.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.telegram.yaml.YamlMap;

/// Sees to it that a file that holds a secret is readable by its user alone.
final class PrivateFile {

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private PrivateFile() {}

    /// The file that a key names, if there is the key; a fault when others may read the file.
    static Optional<Path> read(YamlMap map, String key, Path folder) {
        Optional<Path> file = map.optional(key).map(path -> folder.resolve(path).normalize());
        file.ifPresent(path -> check(map, key, path));
        return file;
    }

    static void check(YamlMap map, String key, Path file) {
        try {
            if (isOpen(file)) {
                map.fault(key, "others may read or write " + file, "chmod 600 " + file);
            } else if (!Files.isReadable(file)) {
                map.fault(key, "no readable file " + file, "check the path and its permissions");
            }
        } catch (IOException e) {
            map.fault(key, "no readable file " + file, "check the path and its permissions");
        }
    }

    private static boolean isOpen(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }
}
