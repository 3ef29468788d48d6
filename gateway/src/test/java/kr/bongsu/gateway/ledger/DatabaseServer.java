package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LedgerSettings.Engine;
import kr.bongsu.gateway.ledger.LedgerSettings.PasswordSource;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;
import org.jspecify.annotations.Nullable;

/// A real database server as a child process, for tests: can be killed, stopped for a while and
/// started again on the same files.
public final class DatabaseServer implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /// Runs the server as its child and kills it when this JVM is no more: then the pipe on its
    /// stdin ends. The first line of its output is the server's process number.
    private static final String GUARD =
            "exec 3<&0; \"$@\" </dev/null 3<&- & echo $!; cat <&3 >/dev/null; kill -9 $! 2>/dev/null";

    private final ServerFiles files;
    private final Path data;
    private final int port;
    private @Nullable Process guard;
    private long pid;

    private DatabaseServer(ServerFiles files) throws IOException {
        this.files = files;
        this.data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "server-");
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    public static DatabaseServer mariaDb() {
        return started(Engine.MARIADB);
    }

    public static DatabaseServer postgreSql() {
        return started(Engine.POSTGRESQL);
    }

    private static DatabaseServer started(Engine engine) {
        try {
            ServerFiles files = ServerFiles.unpacked(engine);
            DatabaseServer server = new DatabaseServer(files);
            files.initialise(server.data);
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError("no " + engine + " to test with", e);
        }
    }

    /// Starts it, also after it was killed, and waits until it answers.
    public void start() {
        List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "guard"));
        command.addAll(files.server(data, port));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(
                                    ProcessBuilder.Redirect.appendTo(
                                            data.resolve("server.log").toFile()))
                            .start();
            guard = process;
            pid = Long.parseLong(process.inputReader().readLine().strip());
            Await.until("the server answers", () -> answers(process));
        } catch (Exception e) {
            throw new AssertionError("the server does not start: " + log(), e);
        }
    }

    private boolean answers(Process process) {
        if (!process.isAlive()) {
            throw new AssertionError("the server has ended: " + log());
        }
        try (Connection _ = administrator()) {
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(data.resolve("server.log"));
        } catch (IOException none) {
            return "(no log)";
        }
    }

    /// `kill -9`.
    public void kill() throws Exception {
        signal("KILL");
        // The guard waits for the end of its input.
        Objects.requireNonNull(guard, "it was started").getOutputStream().close();
        Await.until("it is dead", () -> ProcessHandle.of(pid).isEmpty());
        // PostgreSQL's other processes notice a moment later and hold shared memory until then.
        Await.until("nobody listens", () -> files.isGone(data));
    }

    /// SIGSTOP: it keeps its connections and answers nobody.
    public void pause() throws Exception {
        for (long process : processes()) {
            signal("STOP", process);
        }
        for (long process : processes()) {
            Await.until("it stands still", () -> isStopped(process));
        }
    }

    /// The threads stop one after the other, each when it is its turn to run.
    private static boolean isStopped(long process) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException threadEnded) {
            return false;
        }
    }

    public void resume() throws Exception {
        for (long process : processes()) {
            signal("CONT", process);
        }
    }

    private List<Long> processes() {
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private void signal(String name) throws Exception {
        signal(name, pid);
    }

    private static void signal(String name, long process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process)).start();
        Await.until("the signal is sent", () -> !kill.isAlive());
    }

    /// A database of its own for one test.
    public LedgerSettings newDatabase() throws SQLException {
        return newDatabase("node-1");
    }

    public LedgerSettings newDatabase(String node) throws SQLException {
        String name = "ledger_" + DATABASES.incrementAndGet();
        administer(files.anyDatabase(), "CREATE DATABASE " + name);
        return settings(name, node, LedgerSettings.LEASE);
    }

    /// A node of a database that is there.
    public LedgerSettings settings(String database, String node, Duration lease) {
        return new LedgerSettings(
                new Store.Server(
                        files.engine(),
                        "127.0.0.1:" + port + "/" + database + files.options(),
                        files.user(),
                        new PasswordSource.None()),
                node,
                lease);
    }

    /// Runs a statement in a database of this server, as its administrator.
    public void administer(LedgerSettings database, String sql) throws SQLException {
        String address = ((Store.Server) database.store()).address();
        administer(address.replaceAll(".*/([^?]*).*", "$1"), sql);
    }

    public void administer(String database, String sql) throws SQLException {
        try (Connection connection = administrator(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection administrator() throws SQLException {
        return administrator(files.anyDatabase());
    }

    private Connection administrator(String database) throws SQLException {
        return DriverManager.getConnection(files.url(port, database), files.user(), "");
    }

    @Override
    public void close() {
        try {
            signal("CONT");
            kill();
            removeFiles();
        } catch (Exception e) {
            throw new AssertionError("a server of the tests is not gone", e);
        }
    }

    private void removeFiles() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
