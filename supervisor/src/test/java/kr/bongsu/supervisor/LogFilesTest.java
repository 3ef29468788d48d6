package kr.bongsu.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Where output goes, in which form, how files are put aside, and how it is read.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogFilesTest {
    private Bongsu bongsu;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write("talk.sh", "echo to out; echo to err >&2; sleep 1000");
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

    private String file(String name) {
        return Bongsu.read(bongsu.path(name));
    }

    private void awaitFile(String name, String text) {
        Await.until(name + " is " + text, () -> file(name).equals(text));
    }

    @Test
    void eachStreamHasAFileAndBothMayHaveOne() {
        bongsu.write(
                "files.yaml",
                "apps:",
                "  - {name: own, script: talk.sh, out_file: new/folder/o.txt, error_file: new/e.txt, log_file: both.txt}",
                "  - {name: std, script: talk.sh, log_file: true}",
                "  - {name: half, script: talk.sh, out_file: /dev/null, error_file: half.txt}",
                "  - {name: none, script: talk.sh, disable_logs: true, out_file: none.txt}");
        bongsu.run("start", "files.yaml", "-s").succeeds();

        awaitFile("new/folder/o.txt", "to out\n");
        awaitFile("new/e.txt", "to err\n");
        Await.until(
                "the merged file has both",
                () ->
                        file("both.txt")
                                .lines()
                                .sorted()
                                .toList()
                                .equals(List.of("to err", "to out")));
        Await.until(
                "the default merged file has both",
                () ->
                        bongsu.log("std.log")
                                .lines()
                                .sorted()
                                .toList()
                                .equals(List.of("to err", "to out")));
        bongsu.awaitLog("std-out.log", "to out\n");
        awaitFile("half.txt", "to err\n");
        assertThat(bongsu.path("none.txt")).doesNotExist();
        assertThat(bongsu.home().logs().resolve("none-out.log")).doesNotExist();
        assertThat(bongsu.home().logs().resolve("half-out.log")).doesNotExist();
    }

    @Test
    void optionsSayTheSameAsKeys() {
        bongsu.run(
                        "start", "talk.sh", "-n", "o", "-o", "o1.txt", "-e", "e1.txt", "-l",
                        "b1.txt", "-s")
                .succeeds();
        bongsu.run("start", "talk.sh", "-n", "quiet", "--disable-logs", "-s").succeeds();
        awaitFile("o1.txt", "to out\n");
        awaitFile("e1.txt", "to err\n");
        Await.until("both are in one", () -> file("b1.txt").lines().count() == 2);
        assertThat(bongsu.home().logs().resolve("quiet-out.log")).doesNotExist();
    }

    @Test
    void instancesHaveFilesOfTheirOwnUnlessMerged() {
        bongsu.write(
                "i.yaml",
                "apps:",
                "  - {name: apart, script: talk.sh, instances: 2, out_file: apart.txt}",
                "  - {name: joined, script: talk.sh, instances: 2, merge_logs: true}");
        bongsu.run("start", "i.yaml", "-s").succeeds();

        awaitFile("apart-0.txt", "to out\n");
        awaitFile("apart-1.txt", "to out\n");
        Await.until(
                "both wrote to one file", () -> bongsu.log("joined-out.log").lines().count() == 2);
    }

    @Test
    void linesCarryStampsOrAreRecords() {
        bongsu.write(
                "forms.yaml",
                "apps:",
                "  - {name: timed, script: talk.sh, time: true}",
                "  - {name: dated, script: talk.sh, log_date_format: 'YYYY/MM/DD HH:mm:ss.SSS'}",
                "  - {name: record, script: talk.sh, log_type: json}");
        bongsu.run("start", "forms.yaml", "-s").succeeds();

        bongsu.awaitLog("timed-out.log", "to out\n");
        assertThat(bongsu.log("timed-out.log"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d: to out\n");
        bongsu.awaitLog("dated-out.log", "to out\n");
        assertThat(bongsu.log("dated-out.log"))
                .matches("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}: to out\n");
        bongsu.awaitLog("record-error.log", "\n");
        JsonObject record = JsonReader.object(bongsu.log("record-error.log"));
        assertThat(record.text("message")).isEqualTo("to err");
        assertThat(record.text("type")).isEqualTo("err");
        assertThat(record.text("app_name")).isEqualTo("record");
        assertThat(record.number("process_id")).isEqualTo(2);
        assertThat(record.text("timestamp")).startsWith("20");
    }

    @Test
    void aFullFileIsPutAsideCompressedAndOnlySoManyAreKept() throws IOException {
        bongsu.write(
                "flood.py",
                "import sys, time",
                "for i in range(4000):",
                "    print('line %05d' % i + 'x' * 90, flush=True)",
                "    if i % 100 == 0: time.sleep(0.002)",
                "print('end', flush=True)",
                "time.sleep(1000)");
        bongsu.write(
                "rotate.yaml",
                "apps:",
                "  - {name: zipped, script: flood.py, log_max_size: 50K, log_keep: 3}",
                "  - {name: plain, script: flood.py, log_max_size: 50K, log_keep: 100, log_compress: false}",
                "  - {name: never, script: flood.py, log_max_size: 0}");
        bongsu.run("start", "rotate.yaml", "-s").succeeds();
        for (String name : List.of("zipped", "plain", "never")) {
            bongsu.awaitLog(name + "-out.log", "end\n");
        }

        Await.until("three are kept, compressed", () -> aside("zipped", ".gz").size() == 3);
        try (GZIPInputStream in =
                new GZIPInputStream(Files.newInputStream(aside("zipped", ".gz").getFirst()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("line ");
        }
        assertThat(aside("never", "")).isEmpty();
        List<Path> parts = aside("plain", "");
        assertThat(parts).hasSizeGreaterThan(5);
        StringBuilder all = new StringBuilder();
        for (Path part : parts) {
            assertThat(Files.size(part)).isLessThanOrEqualTo(50 * 1024);
            all.append(Files.readString(part));
        }
        all.append(bongsu.log("plain-out.log"));
        assertThat(all.toString().lines().filter(line -> line.startsWith("line ")).distinct())
                .as("no line is lost between the files")
                .hasSize(4000);
    }

    /// Files that were put aside, oldest first.
    private List<Path> aside(String name, String ending) {
        try (Stream<Path> files = Files.list(bongsu.home().logs())) {
            return files.filter(
                            file -> {
                                String f = file.getFileName().toString();
                                return f.startsWith(name + "-out")
                                        && !f.equals(name + "-out.log")
                                        && f.endsWith(ending);
                            })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anOldFileIsPutAsideToo() {
        bongsu.write("slow.sh", "while :; do echo tick; sleep 0.1; done");
        bongsu.write(
                "age.yaml",
                "apps: [{name: aged, script: slow.sh, log_max_age: 300, log_compress: false}]");
        bongsu.run("start", "age.yaml", "-s").succeeds();

        Await.until("two were put aside", () -> aside("aged", "").size() >= 2);
    }

    @Test
    void aFullDiskMakesTheProcessWaitOrDropsLines() {
        bongsu.write(
                "big.py",
                "import os, sys, time",
                "sys.stdout.write('x' * 99 + '\\n')",
                "for _ in range(30000): sys.stdout.write('x' * 99 + '\\n')",
                "sys.stdout.flush()",
                "open('done-' + os.environ['BONGSU_NAME'], 'w').close()",
                "time.sleep(1000)");
        bongsu.write(
                "full.yaml",
                "apps:",
                "  - {name: waits, script: big.py, out_file: /dev/full}",
                "  - {name: drops, script: big.py, out_file: /dev/full, log_when_full: drop}");
        bongsu.run("start", "full.yaml", "-s").succeeds();

        Await.until("one went on", () -> Files.exists(bongsu.path("done-drops")));
        Await.until(
                "the other has met the full disk",
                () -> Bongsu.read(bongsu.home().daemonLog()).contains("app=waits"));
        assertThat(Bongsu.read(bongsu.home().daemonLog()))
                .contains("the process waits")
                .containsOnlyOnce("log.refused app=drops")
                .contains("then=dropped");
        assertThat(bongsu.path("done-waits")).as("3 MB do not fit into a pipe").doesNotExist();
        assertThat(bongsu.status("waits")).isEqualTo("online");
    }

    @Test
    void aFileThatWasMovedAwayIsOpenedAnewWhenTold() throws IOException {
        bongsu.write(
                "chat.py",
                "import sys",
                "for l in sys.stdin: print('said', l.strip(), flush=True)");
        bongsu.run("start", "chat.py", "-s").succeeds();
        bongsu.run("send", "chat", "one").succeeds();
        bongsu.awaitLog("chat-out.log", "said one\n");
        Path log = bongsu.home().logs().resolve("chat-out.log");
        Files.move(log, bongsu.path("moved.log"));
        bongsu.run("send", "chat", "two").succeeds();
        awaitFile("moved.log", "said one\nsaid two\n");

        bongsu.run("reloadLogs").succeeds();
        bongsu.run("send", "chat", "three").succeeds();

        bongsu.awaitLog("chat-out.log", "said three\n");
        assertThat(file("moved.log")).isEqualTo("said one\nsaid two\n");
        bongsu.run("reloadLogs", "chat").fails(2);
    }

    @Test
    void flushingEmptiesFiles() {
        bongsu.run("start", "talk.sh", "-n", "one", "-s").succeeds();
        bongsu.run("start", "talk.sh", "-n", "two", "-s").succeeds();
        bongsu.awaitLog("one-out.log", "to out");
        bongsu.awaitLog("two-error.log", "to err");

        bongsu.run("flush", "one").succeeds();
        assertThat(bongsu.log("one-out.log")).isEmpty();
        assertThat(bongsu.log("two-error.log")).isNotEmpty();
        bongsu.run("flush").succeeds();
        assertThat(bongsu.log("two-error.log")).isEmpty();
        assertThat(bongsu.run("flush", "three").fails(1).err()).contains("\"three\"");
    }

    @Test
    void thePidFileHoldsThePidWhileTheProcessRuns() {
        bongsu.write("p.yaml", "apps: [{name: p, script: talk.sh, pid_file: run/p.pid}]");
        bongsu.run("start", "p.yaml", "-s").succeeds();
        String pid = Integer.toString(bongsu.view("p").life().pid());
        assertThat(file("run/p.pid").strip()).isEqualTo(pid);
        bongsu.run("start", "talk.sh", "-n", "std", "-s").succeeds();
        Path standard = bongsu.home().folder().resolve("pids/std-1.pid");
        assertThat(Bongsu.read(standard).strip())
                .isEqualTo(Integer.toString(bongsu.view("std").life().pid()));

        bongsu.run("stop", "all", "-s").succeeds();

        assertThat(bongsu.path("run/p.pid")).doesNotExist();
        assertThat(standard).doesNotExist();
    }

    @Test
    void logsShowsWhatIsAskedFor() {
        bongsu.write(
                "many.sh", "for i in 1 2 3 4 5; do echo line $i; done; echo wrong >&2; sleep 1000");
        bongsu.run("start", "many.sh", "-n", "m", "-s").succeeds();
        bongsu.awaitLog("m-out.log", "line 5");
        bongsu.awaitLog("m-error.log", "wrong");

        assertThat(logs("m", "--lines", "2"))
                .contains("0|m | line 4\n0|m | line 5\n", "0|m | wrong\n")
                .doesNotContain("line 3");
        assertThat(logs("m", "--raw", "--out", "--lines", "1")).isEqualTo("line 5\n");
        assertThat(logs("--err", "--raw")).isEqualTo("wrong\n");
        JsonObject record = JsonReader.object(logs("m", "--json", "--err"));
        assertThat(record.text("message")).isEqualTo("wrong");
        assertThat(record.text("app_name")).isEqualTo("m");
        assertThat(logs("m", "--timestamp", "YYYY", "--err"))
                .matches("20\\d\\d: 0\\|m \\| wrong\n");
        assertThat(logs("m", "--highlight", "line", "--out"))
                .as("no colour without a terminal")
                .doesNotContain("\u001b");
        assertThat(bongsu.run("logs", "m", "--lines", "few", "--nostream").fails(2).err())
                .contains("--lines needs a number");
    }

    private String logs(String... words) {
        String[] all =
                Stream.concat(Stream.of("logs", "--nostream"), Stream.of(words))
                        .toArray(String[]::new);
        return bongsu.run(all).succeeds().out();
    }

    @Test
    void logsFollowsAlsoThroughRotationAndNewProcesses() throws Exception {
        bongsu.write(
                "chat2.py",
                "import sys",
                "for l in sys.stdin: print('said', l.strip(), flush=True)");
        bongsu.run("start", "chat2.py", "-n", "c", "--log-max-size", "100", "--log-keep", "2", "-s")
                .succeeds();
        Path out = bongsu.path("follow.out");
        Process follow =
                bongsu.start(Path.of("/dev/null"), out, bongsu.path("follow.err"), "logs", "--raw");
        try {
            bongsu.run("send", "c", "first").succeeds();
            Await.until("it follows", () -> Bongsu.read(out).contains("said first\n"));
            for (int i = 0; i < 12; i++) {
                bongsu.run("send", "c", "number " + i + " and some more text").succeeds();
            }
            Await.until("it has all", () -> Bongsu.read(out).contains("said number 11 "));
            assertThat(Bongsu.read(out).lines()).hasSize(13);
            bongsu.run("start", "talk.sh", "-n", "late", "-s").succeeds();
            Await.until("a later process too", () -> Bongsu.read(out).contains("to out\n"));
        } finally {
            follow.destroyForcibly().waitFor();
        }
    }
}
