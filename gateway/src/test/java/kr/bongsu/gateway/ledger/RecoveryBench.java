package kr.bongsu.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Measures how long a ledger takes from its opening until it has taken over everything of a
/// gateway that was killed with 20,000 pushes in its memory; docs/benchmarks.md tells how to run
/// it.
@ExtendWith(Servers.class)
class RecoveryBench {

    private static final int PUSHES = Integer.getInteger("bongsu.bench.pushes", 20_000);

    @TempDir Path folder;

    @Test
    void sqlite() throws Exception {
        Path file = folder.resolve("ledger.db");
        measure(LedgerSettings.file(file), List.of("sqlite", file.toString()));
    }

    @Test
    void mariaDb(Servers servers) throws Exception {
        measure(servers.mariaDb().newDatabase());
    }

    @Test
    void postgreSql(Servers servers) throws Exception {
        measure(servers.postgreSql().newDatabase());
    }

    private void measure(LedgerSettings settings) throws Exception {
        Store.Server store = (Store.Server) settings.store();
        measure(settings, List.of(store.engine().name(), store.address(), store.user()));
    }

    private void measure(LedgerSettings settings, List<String> store) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                FullWriter.class.getName(),
                                String.valueOf(PUSHES)));
        command.addAll(store);
        Process writer =
                new ProcessBuilder(command)
                        .redirectError(folder.resolve("writer.log").toFile())
                        .start();
        try (BufferedReader lines = writer.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("full");
        } finally {
            boolean _ = writer.toHandle().destroyForcibly();
        }
        Await.until("it is dead", () -> !writer.isAlive());
        long begun = System.nanoTime();
        try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, InstantSource.system())) {
            Await.until("all is taken over", () -> ledger.counts().in(PushState.PENDING) == PUSHES);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,d |%n",
                    store.getFirst(),
                    PUSHES,
                    (System.nanoTime() - begun) / 1_000_000);
        }
    }
}
