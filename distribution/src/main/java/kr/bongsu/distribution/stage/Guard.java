package kr.bongsu.distribution.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Ends the watched commands, the process manager with its programs, and the scratch folder when
/// this JVM dies without doing so itself, even by SIGKILL.
///
/// It is a shell that reads a pipe from this JVM: the kernel closes the pipe however the JVM dies,
/// and the process manager needs to know nothing about it. Signals of the terminal do not reach it.
public final class Guard implements AutoCloseable {

    private static final String SCRIPT =
            """
            trap '' INT HUP TERM
            watched=' '
            while read -r word pid; do
                case $word in
                    watch) watched="$watched$pid " ;;
                    ended)
                        case $watched in
                            *" $pid "*) watched="${watched%% $pid *} ${watched#* $pid }" ;;
                        esac ;;
                    done) exit 0 ;;
                esac
            done
            alive() { for pid in $watched; do kill -0 "$pid" 2> /dev/null && return; done; return 1; }
            for pid in $watched; do kill "$pid"; done
            seconds=0
            while alive && [ "$seconds" -lt 10 ]; do sleep 1; seconds=$((seconds + 1)); done
            for pid in $watched; do kill -9 "$pid"; done
            if [ -d "$BONGSU_HOME" ]; then
                "$2" ping # a manager that is gone is replaced by one that takes its programs over
                "$2" kill
            fi
            [ -z "$1" ] || rm -rf -- "$1"
            """;

    private final Process shell;
    private final OutputStream pipe;

    private Guard(Process shell) {
        this.shell = shell;
        this.pipe = shell.getOutputStream();
    }

    /// Starts a guard over `scratch` and the process manager in it.
    public static Guard over(Scratch scratch, Launcher launcher) throws IOException {
        String folder = scratch.kept() ? "" : scratch.folder().toString();
        ProcessBuilder builder =
                new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        SCRIPT,
                        "bongsu-guard",
                        folder,
                        launcher.script().toString());
        builder.environment().put("BONGSU_HOME", Supervisor.homeIn(scratch.folder()).toString());
        return new Guard(
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    Process shell() {
        return shell;
    }

    /// What the kernel does when this JVM dies.
    void breakPipe() throws IOException {
        pipe.close();
    }

    void watch(Process process) {
        say("watch " + process.pid());
    }

    /// The process was seen to end: its number may soon belong to a stranger.
    void ended(Process process) {
        say("ended " + process.pid());
    }

    private synchronized void say(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The guard process is gone; nobody would end the programs after a crash.", e);
        }
    }

    /// To be called when every watched process has ended.
    @Override
    public void close() {
        try {
            say("done -");
            if (!shell.waitFor(5, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (UncheckedIOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
