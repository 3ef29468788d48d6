package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kr.bongsu.supervisor.control.Client;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;

/// The real command line in a JVM of its own, with its own home; everything it starts is gone after
/// [#close].
public final class Bongsu implements AutoCloseable {
    private static final String MARK = "BONGSU_TEST";
    private static final int COMMAND_SECONDS = 60;

    private final Path folder;
    private final Home home;
    private final String mark;
    private final Map<String, String> variables = new LinkedHashMap<>();

    /// @param folder an empty folder; programs go here, and the daemon's home below it
    public Bongsu(Path folder) {
        this.folder = folder;
        home = new Home(folder.resolve("h"));
        mark = folder.toString();
    }

    public record Result(int code, String out, String err) {
        public Result succeeds() {
            assertThat(code).as("exit code\nstdout: %s\nstderr: %s", out, err).isZero();
            return this;
        }

        public Result fails(int expected) {
            assertThat(code).as("exit code\nstdout: %s\nstderr: %s", out, err).isEqualTo(expected);
            return this;
        }
    }

    public Home home() {
        return home;
    }

    /// A variable of the shell that runs the commands from now on.
    public void variable(String name, String value) {
        variables.put(name, value);
    }

    public Path write(String name, String... lines) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    public Result run(String... args) {
        return run("", args);
    }

    public Result run(String input, String[] args) {
        try {
            Path in = Files.writeString(folder.resolve("stdin"), input);
            Path out = folder.resolve("stdout");
            Path err = folder.resolve("stderr");
            Process process = start(in, out, err, args);
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "bongsu " + String.join(" ", args) + " did not end; stderr: " + read(err));
            }
            return new Result(process.exitValue(), read(out), read(err));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Starts a command that goes on until it is ended.
    public Process start(Path in, Path out, Path err, String... args) throws IOException {
        List<String> words = new ArrayList<>(program());
        words.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        String path = System.getProperty("java.home") + "/bin:" + System.getenv("PATH");
        builder.environment().put("PATH", path);
        builder.environment().putAll(variables);
        builder.environment().put("BONGSU_HOME", home.folder().toString());
        builder.environment().put(MARK, mark);
        builder.environment().put("BONGSU_AOT", "off");
        return builder.redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /// What starts a command: the shipped launcher where there is one, as in the acceptance tests,
    /// else this module's own classes.
    public static List<String> program() {
        String launcher = System.getProperty("bongsu.launcher", "");
        return launcher.isEmpty()
                ? List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        "kr.bongsu.supervisor.cli.Main")
                : List.of(launcher);
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":", -1))
                .filter(part ->
                        part.contains("supervisor/target/classes")
                                || part.contains("snakeyaml")
                                || part.contains("jline"))
                .reduce((a, b) -> a + ":" + b)
                .orElseThrow();
    }

    /// What the daemon tells about its processes.
    public List<ProcessView> views() {
        try (Client client = Client.connect(home)) {
            Reply reply =
                    client.ask(
                            new Request.Processes(List.of(), true, true),
                            java.time.Duration.ofSeconds(20));
            return ((Reply.Processes) reply).processes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public ProcessView view(String name) {
        return views().stream()
                .filter(view -> view.identity().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no process " + name));
    }

    public String status(String name) {
        return view(name).life().status();
    }

    public void awaitStatus(String name, String status) {
        Await.until(name + " is " + status, () -> status(name).equals(status));
    }

    /// The text of a log file of this home, empty when there is none.
    public String log(String file) {
        return read(home.logs().resolve(file));
    }

    public void awaitLog(String file, String text) {
        Await.until(file + " contains " + text, () -> log(file).contains(text));
    }

    /// The text of a file, empty when there is none; a log that is put aside is not there for a
    /// moment.
    public static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Pids of all processes that were started through this home, zombies too, without the daemon
    /// and commands.
    public List<Integer> processes() {
        return ProcessHandle.allProcesses()
                .map(handle -> (int) handle.pid())
                .filter(pid -> proc(pid, "environ").contains(MARK + "=" + mark + "\0"))
                .filter(pid -> !proc(pid, "cmdline").contains("kr.bongsu.supervisor."))
                .toList();
    }

    /// Empty when the process has ended or is not ours to look at.
    private static String proc(int pid, String file) {
        try {
            return Files.readString(
                    Path.of("/proc", Integer.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    public int daemonPid() {
        return Integer.parseInt(read(home.daemonPid()).strip());
    }

    /// Ends every process, but lets the daemon live.
    public void clear() {
        if (!views().isEmpty()) {
            run("delete", "all", "-s").succeeds();
        }
    }

    @Override
    public void close() {
        run("kill");
        Await.until("every process has ended", () -> processes().isEmpty());
    }
}
