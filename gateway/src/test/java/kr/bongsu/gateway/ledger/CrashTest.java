package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the midst of load, again and again: nothing acknowledged is missing, nothing is
/// settled twice, everything of the dead is taken over. `make crash-test` does it 200 times an
/// engine.
@ExtendWith(Servers.class)
class CrashTest {

    private static final int CRASHES = Integer.getInteger("bongsu.crashes", 3);
    private static final int SOON_MILLIS = 40;
    private static final int LATE_MILLIS = 700;

    @TempDir Path folder;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Set<String> acknowledged = new HashSet<>();
    private final Map<Long, String> settled = new HashMap<>();

    @Test
    void sqlite() throws Exception {
        Path file = folder.resolve("ledger.db");
        crash(LedgerSettings.file(file), List.of("sqlite", file.toString()));
    }

    @Test
    void mariaDb(Servers servers) throws Exception {
        crash(servers.mariaDb().newDatabase());
    }

    @Test
    void postgreSql(Servers servers) throws Exception {
        crash(servers.postgreSql().newDatabase());
    }

    private void crash(LedgerSettings settings) throws Exception {
        Store.Server store = (Store.Server) settings.store();
        crash(settings, List.of(store.engine().name(), store.address(), store.user()));
    }

    private void crash(LedgerSettings settings, List<String> arguments) throws Exception {
        for (int run = 0; run < CRASHES; run++) {
            runAndKill(run, arguments);
        }
        assertThat(acknowledged).as("it was killed under load").hasSizeGreaterThan(CRASHES * 10);
        long before = System.nanoTime();
        try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, InstantSource.system())) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            try (Sql sql = Database.of(settings).toRead()) {
                check(ledger, sql);
            }
            System.err.printf(
                    "CrashTest engine=%s seed=%d crashes=%d telegrams=%d settled=%d reopen_ms=%d%n",
                    arguments.getFirst(),
                    seed,
                    CRASHES,
                    acknowledged.size(),
                    settled.size(),
                    millis);
        }
    }

    private void runAndKill(int run, List<String> arguments) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-Djava.io.tmpdir=" + temporary,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                CrashWriter.class.getName(),
                                "run" + run));
        command.addAll(arguments);
        Process writer =
                new ProcessBuilder(command)
                        .redirectError(folder.resolve("writer.log").toFile())
                        .start();
        Thread killer = null;
        try (BufferedReader lines = writer.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (killer == null) {
                    long pause = random.nextInt(SOON_MILLIS, LATE_MILLIS);
                    killer =
                            Thread.ofVirtual()
                                    .start(() -> {
                                        // Process.destroyForcibly would throw away what it wrote.
                                        if (!exitsWithin(writer, pause)) {
                                            boolean _ = writer.toHandle().destroyForcibly();
                                        }
                                    });
                }
                note(line);
            }
        } finally {
            boolean _ = writer.toHandle().destroyForcibly();
        }
        assertThat(killer).as("it has written, seed " + seed).isNotNull();
        Await.until("it is dead", () -> !writer.isAlive());
        assertThat(temporary).as("nothing is left behind").isEmptyDirectory();
    }

    private static boolean exitsWithin(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            return false;
        }
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        // The last line may be cut; one that ends with a dot is whole.
        if (words[0].equals("A") && words.length == 3) {
            acknowledged.add(words[1]);
        } else if (words[0].equals("S") && words.length == 4) {
            String other = settled.put(Long.parseLong(words[1]), words[2]);
            assertThat(other).as("push %s is settled once, seed %d", words[1], seed).isNull();
        }
    }

    private void check(Ledger ledger, Sql sql) throws Exception {
        Await.until(
                "everything of the dead is taken over",
                () -> ledger.counts().in(PushState.IN_FLIGHT) == 0);
        Set<String> stored = new HashSet<>();
        try (var row = sql.query("SELECT dedup_key FROM telegram")) {
            while (row.next()) {
                stored.add(row.getString(1));
            }
        }
        Set<String> missing = new HashSet<>(acknowledged);
        missing.removeAll(stored);
        assertThat(missing).as("acknowledged and not stored, seed %d", seed).isEmpty();
        Map<Long, String> results = new HashMap<>();
        try (var row = sql.query("SELECT id, fcm_name FROM push WHERE state = 2")) {
            while (row.next()) {
                results.put(row.getLong(1), row.getString(2));
            }
        }
        assertThat(results).as("settled as was said, seed %d", seed).containsAllEntriesOf(settled);
        for (PushState state : PushState.values()) {
            assertThat(ledger.counts().in(state))
                    .as("counted %s, seed %d", state, seed)
                    .isEqualTo(
                            sql.number(
                                    -1,
                                    "SELECT count(*) FROM push WHERE state = ?",
                                    state.number()));
        }
        sql.commit();
    }
}
