package kr.bongsu.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Submissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` while results are told, again and again: each push that was settled is told at least
/// once, always under the same id, by webhook and by file.
class TellingCrashTest {

    private static final int CRASHES = Integer.getInteger("bongsu.crashes", 3);

    @TempDir Path folder;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void nothingIsLostAndNothingHasTwoIds() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "token");
        try (CoreSystem core = new CoreSystem()) {
            for (int run = 0; run < CRASHES; run++) {
                // Some of what is posted is not taken, so that something always waits.
                core.answer(CoreSystem.Answer.of(500));
                runAndKill(run, core, token);
            }
            try (Ledger ledger =
                    Ledger.open(
                            TellingWriter.settings(folder),
                            Submissions.ROOMY,
                            InstantSource.system())) {
                List<AutoCloseable> tellers =
                        TellingWriter.start(ledger, folder, core.url(), token);
                for (String target : List.of("webhook", "file")) {
                    Await.until(
                            "all is told by " + target,
                            () -> PushOutcome.list(ledger.backroom(), target, 0, 1).isEmpty());
                }
                for (AutoCloseable each : tellers) {
                    each.close();
                }
                long settled = ledger.counts().in(PushState.ACCEPTED);
                assertThat(settled).as("seed %d", seed).isGreaterThan(CRASHES * 10L);
                check(core.taken().toList(), settled);
                check(inFiles(), settled);
            }
        }
    }

    /// All pushes are told, each under one id.
    private void check(List<JsonObject> told, long settled) {
        Map<Long, String> ids = new HashMap<>();
        for (JsonObject each : told) {
            String id = each.getString("id");
            String before = ids.put(each.getLong("push"), id);
            assertThat(before).as("of one push, seed %d", seed).isIn(null, id);
        }
        assertThat(ids).as("pushes told, seed %d", seed).hasSize((int) settled);
        assertThat(ids.values()).doesNotHaveDuplicates();
        System.err.printf(
                "TellingCrashTest seed=%d crashes=%d settled=%d told=%d%n",
                seed, CRASHES, settled, told.size());
    }

    private List<JsonObject> inFiles() throws Exception {
        List<JsonObject> all = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder.resolve("results"))) {
            for (Path file : files) {
                Files.readAllLines(file).forEach(line -> all.add(new JsonObject(line)));
            }
        }
        return all;
    }

    private void runAndKill(int run, CoreSystem core, Path token) throws Exception {
        Process writer =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                TellingWriter.class.getName(),
                                "run" + run,
                                folder.toString(),
                                core.url().toString(),
                                token.toString())
                        .redirectError(folder.resolve("writer.log").toFile())
                        .start();
        int before = core.posted().size();
        try (BufferedReader out = writer.inputReader()) {
            assertThat(out.readLine()).as(log()).isEqualTo("up");
            try {
                Await.until("it tells", () -> core.posted().size() > before + 3);
            } catch (AssertionError silent) {
                throw new AssertionError("run " + run + ", seed " + seed + ": " + log(), silent);
            }
            boolean _ = writer.waitFor(random.nextInt(1, 400), TimeUnit.MILLISECONDS);
        } finally {
            boolean _ = writer.toHandle().destroyForcibly();
        }
        Await.until("it is dead", () -> !writer.isAlive());
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("writer.log"));
    }
}
