package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import kr.bongsu.gateway.log.Log;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// Keeps SQLite's native library beside the ledger, once for all starts.
///
/// The driver by itself writes a copy of it into the temporary folder at each start, and leaves it
/// there when the process is killed.
final class SqliteLibrary {

    private static final Log LOG = Log.of(SqliteLibrary.class);
    private static final String FOLDER = "native";
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private SqliteLibrary() {}

    /// Tells the driver, before it loads its library, where it is; where it cannot be written, or
    /// not be run from, the driver does as it always does.
    ///
    /// @param folder where the ledger is
    static synchronized void prepare(Path folder) {
        if (System.getProperty(PATH) != null || !Files.isDirectory(folder)) {
            return;
        }
        String name = "sqlite-" + SQLiteJDBCLoader.getVersion() + ".so";
        try {
            Path kept = folder.resolve(FOLDER);
            write(kept, name, content());
            System.setProperty(PATH, kept.toString());
            System.setProperty(NAME, name);
        } catch (IOException e) {
            LOG.info("ledger.native-library-not-kept", "why", e);
        }
    }

    private static byte[] content() throws IOException {
        String resource =
                LibraryLoaderUtil.getNativeLibResourcePath()
                        + "/"
                        + LibraryLoaderUtil.getNativeLibName();
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the driver has no library for this machine");
            }
            return in.readAllBytes();
        }
    }

    /// Another process may do the same at the same time, and one that runs has it loaded: it is
    /// never changed, only replaced as a whole.
    private static void write(Path folder, String name, byte[] content) throws IOException {
        Path library = folder.resolve(name);
        if (Files.exists(library) && Arrays.equals(Files.readAllBytes(library), content)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        Path made = Files.createTempFile(folder, "sqlite", ".new");
        try {
            Files.write(made, content);
            Files.move(made, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
