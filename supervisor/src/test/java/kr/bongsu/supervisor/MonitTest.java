package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard on a real pseudo-terminal of 80 columns and 24 lines.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitTest {
    private Bongsu bongsu;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write(
                "talk.py",
                "import sys",
                "for l in sys.stdin: print('said', l.strip(), flush=True)");
        bongsu.write("idle.sh", "sleep 1000");
        bongsu.run("ping").succeeds();
    }

    @AfterEach
    void clear() {
        bongsu.clear();
        assertThat(bongsu.processes()).as("processes left behind").isEmpty();
    }

    @AfterAll
    void kill() {
        bongsu.close();
    }

    @Test
    void showsProcessesAndTheirLogsAndObeysKeys() throws Exception {
        bongsu.run("start", "talk.py", "-s").succeeds();
        bongsu.run("start", "idle.sh", "-s").succeeds();
        int first = bongsu.view("talk").life().pid();
        Path out = bongsu.path("screen");
        Process monit = terminal(out, "dash");
        try (OutputStream keys = monit.getOutputStream()) {
            awaitScreen(out, "2 processes, 2 online");
            List<String> picture = picture(out);
            assertThat(picture).hasSize(24);
            assertThat(picture)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
            assertThat(picture.getLast()).contains("q quit");
            assertThat(String.join("\n", picture))
                    .contains("talk", "idle", "talk (id 0)  pid " + first);

            bongsu.run("send", "talk", "hello").succeeds();
            awaitScreen(out, "said hello");

            type(keys, "r");
            Await.until("it was restarted", () -> bongsu.view("talk").life().restarts() == 1);
            awaitScreen(out, "restart talk (id 0): done");
            type(keys, "\u001b[B");
            awaitScreen(out, "idle (id 1)");
            type(keys, "s");
            bongsu.awaitStatus("idle", "stopped");
            awaitScreen(out, "2 processes, 1 online");
            type(keys, "l");
            bongsu.awaitStatus("idle", "online");

            type(keys, "q");
            assertThat(monit.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(monit.exitValue()).isZero();
            assertThat(Bongsu.read(out))
                    .as("the terminal is given back")
                    .contains("\u001b[?1049h")
                    .endsWith("\u001b[?25h\u001b[?1049l");
        } finally {
            monit.destroyForcibly().waitFor();
        }
    }

    @Test
    void aTerminalIsGivenBackAtCtrlCToo() throws Exception {
        Path out = bongsu.path("screen2");
        Process monit = terminal(out, "dashboard");
        try (OutputStream keys = monit.getOutputStream()) {
            awaitScreen(out, "0 processes");
            type(keys, "\u0003");
            assertThat(monit.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Bongsu.read(out)).endsWith("\u001b[?25h\u001b[?1049l");
        } finally {
            monit.destroyForcibly().waitFor();
        }
    }

    @Test
    void withoutATerminalItSaysSo() {
        assertThat(bongsu.run("monit").fails(1).err()).contains("needs a terminal");
        assertThat(bongsu.run("monit", "api").fails(2).err()).contains("api");
    }

    private static void type(OutputStream keys, String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private void awaitScreen(Path out, String text) {
        Await.until(
                "the screen shows " + text, () -> String.join("\n", picture(out)).contains(text));
    }

    /// The last whole picture that was drawn, without its colours.
    private static List<String> picture(Path out) {
        String all = Bongsu.read(out);
        int end = all.lastIndexOf("\u001b[J");
        int start = end < 0 ? -1 : all.lastIndexOf("\u001b[H", end);
        return start < 0
                ? List.of()
                : all.substring(start, end)
                        .replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "")
                        .replace("\r", "")
                        .lines()
                        .toList();
    }

    /// `script` gives the command a pseudo-terminal; the command's words are safe for a shell.
    private Process terminal(Path out, String word) throws IOException {
        StringBuilder line = new StringBuilder("stty rows 24 cols 80; exec");
        for (String part : Bongsu.program()) {
            line.append(" '").append(part).append('\'');
        }
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qefc", line + " " + word, "/dev/null")
                        .redirectOutput(out.toFile());
        builder.environment().put("BONGSU_HOME", bongsu.home().folder().toString());
        builder.environment().put("BONGSU_AOT", "off");
        builder.environment().put("SHELL", "/bin/sh");
        return builder.start();
    }
}
