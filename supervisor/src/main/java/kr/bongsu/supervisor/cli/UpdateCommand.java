package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;

/// `update`: has the running daemon become this version of it, while every process goes on.
final class UpdateCommand {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final DaemonLink daemon;
    private final Console console;

    UpdateCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(List<String> given) {
        Main.parse(console, given, Set.of()).atMost(0, "update");
        List<String> words = JavaFlags.daemonCommand();
        check(words);
        long before = startOf(daemon.answer(new Request.Ping()));
        daemon.answer(new Request.Update(words));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() - end < 0) {
            Reply.Pong pong = pong();
            if (pong != null && pong.startedAt() != before) {
                int count =
                        daemon.ask(new Request.Processes(List.of(), false, false))
                                .processes()
                                .size();
                console.note(
                        "the daemon (pid "
                                + pong.pid()
                                + ") runs this version now; "
                                + count
                                + " processes went on");
                return 0;
            }
        }
        throw new CommandException(
                "the daemon did not come back within "
                        + LIMIT.toSeconds()
                        + " seconds; processes go on, and the next command starts a daemon that takes them over");
    }

    private static long startOf(Reply reply) {
        return reply instanceof Reply.Pong pong ? pong.startedAt() : 0;
    }

    /// Null while the old daemon has closed the connection and the new one is not there yet.
    private Reply.@org.jspecify.annotations.Nullable Pong pong() {
        try {
            Reply reply = daemon.answerIfRunning(new Request.Ping());
            Thread.sleep(10);
            return reply instanceof Reply.Pong pong ? pong : null;
        } catch (CommandException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    /// A version that cannot even start must not take the place of one that runs.
    private static void check(List<String> words) {
        List<String> trial = new ArrayList<>(words);
        trial.add("--check");
        try {
            Process process = new ProcessBuilder(trial).inheritIO().start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CommandException(
                        "this version's daemon does not start; the running one was left alone");
            }
        } catch (IOException e) {
            throw new CommandException("this version's daemon does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }
}
