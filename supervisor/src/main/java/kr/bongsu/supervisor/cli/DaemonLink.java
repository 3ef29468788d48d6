package kr.bongsu.supervisor.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kr.bongsu.supervisor.control.Client;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import org.jspecify.annotations.Nullable;

/// Reaches the daemon, starting one first when none runs, and says why when that fails.
final class DaemonLink {
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration WAKE_UP = Duration.ofSeconds(20);
    private static final Duration LEAVING = Duration.ofSeconds(20);
    private static final int LAST_LINES = 10;

    private final Home home;
    private final Console console;

    DaemonLink(Home home, Console console) {
        this.home = home;
        this.console = console;
    }

    Home home() {
        return home;
    }

    /// Asks the daemon, starting it when need be.
    ///
    /// @throws CommandException when it says no or cannot be reached
    Reply.Processes ask(Request request) {
        Reply reply = answer(request);
        if (reply instanceof Reply.Processes processes) {
            return processes;
        }
        throw new CommandException(
                "the daemon gave an answer of the wrong kind: " + reply.toJson());
    }

    /// As [#ask], for requests that have another answer.
    Reply answer(Request request) {
        return answer(request, ANSWER);
    }

    /// As [#answer], for requests that take their time.
    Reply answer(Request request, Duration deadline) {
        try (Client client = open()) {
            Reply reply = client.ask(request, deadline);
            if (reply instanceof Reply.Failed failed) {
                throw new CommandException(failed.message());
            }
            return reply;
        } catch (IOException e) {
            throw new CommandException("no answer from the daemon: " + e.getMessage() + lastLog());
        }
    }

    /// The answer of a daemon that runs already; null when none does.
    @Nullable Reply answerIfRunning(Request request) {
        try (Client client = connectOrNull()) {
            return client == null ? null : client.ask(request, ANSWER);
        } catch (IOException e) {
            throw new CommandException("no answer from the daemon: " + e.getMessage() + lastLog());
        }
    }

    /// Ends the daemon and waits until nothing of it is left; false when none runs.
    boolean kill() {
        try (Client client = connectOrNull()) {
            if (client == null) {
                return false;
            }
            client.ask(new Request.Kill(), ANSWER);
            client.awaitEnd(LEAVING);
            return true;
        } catch (IOException e) {
            throw new CommandException("no answer from the daemon: " + e.getMessage() + lastLog());
        }
    }

    Client open() {
        Client client = connectOrNull();
        return client != null ? client : wake();
    }

    private @Nullable Client connectOrNull() {
        try {
            return Client.connect(home);
        } catch (IOException e) {
            return null;
        }
    }

    private Client wake() {
        Platform.mustRunDaemon();
        explainDeath();
        try {
            home.create();
            Process daemon = startDaemon();
            long giveUp = System.nanoTime() + WAKE_UP.toNanos();
            while (System.nanoTime() - giveUp < 0) {
                Client client = connectOrNull();
                if (client != null) {
                    return client;
                }
                if (!daemon.isAlive() && daemon.exitValue() != 0) {
                    throw new CommandException(
                            "the daemon ended at its start with exit code "
                                    + daemon.exitValue()
                                    + lastLog());
                }
                Thread.sleep(3);
            }
        } catch (IOException e) {
            throw new CommandException("the daemon cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CommandException(
                "the daemon did not come up within "
                        + WAKE_UP.toSeconds()
                        + " seconds"
                        + lastLog());
    }

    private Process startDaemon() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JavaFlags.daemonCommand());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.remove("JDK_JAVA_OPTIONS");
        environment.put("BONGSU_HOME", home.folder().toString());
        File output = errors().toFile();
        return builder.directory(home.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }

    private Path errors() {
        return home.folder().resolve("daemon.err");
    }

    /// A pid file without a daemon is what one leaves behind that was killed.
    private void explainDeath() {
        try {
            if (Files.exists(home.daemonPid())) {
                String pid = Files.readString(home.daemonPid()).strip();
                if (!Files.exists(Path.of("/proc", pid))) {
                    console.note(
                            "the last daemon (pid "
                                    + pid
                                    + ") did not end in order; a new one takes over what it left running. Its log: "
                                    + home.daemonLog());
                }
            }
        } catch (IOException e) {
            console.note("the last daemon's pid cannot be read: " + e.getMessage());
        }
    }

    private String lastLog() {
        StringBuilder text = new StringBuilder();
        for (Path file : List.of(errors(), home.daemonLog())) {
            try {
                List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
                for (String line :
                        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
                    text.append("\n    ").append(line);
                }
            } catch (IOException e) {
                text.append("\n    (")
                        .append(file)
                        .append(" cannot be read: ")
                        .append(e.getMessage())
                        .append(')');
            }
        }
        return text.isEmpty() ? "" : "\n  the last lines of its log:" + text;
    }
}
