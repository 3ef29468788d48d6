package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import kr.bongsu.distribution.stage.Crew;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.Load;
import kr.bongsu.distribution.stage.Scratch;
import kr.bongsu.distribution.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bongsu ledger` beside a running gateway and after it.
class LedgerCommandTest {

    private static final int PUSHES = 400;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Load LOAD = new Load(PUSHES, 0, Duration.ofMillis(5));

    @TempDir Path temporary;

    @Test
    void checksExportsBacksUpAndRestores() throws Exception {
        try (Crew crew = Crew.in(Scratch.make(false), Launcher.of(Shipped.HOME));
                Stage stage = Stage.open(crew, LOAD)) {
            Path config = crew.folder().resolve("gateway.yaml");
            Path backup = temporary.resolve("backup.db");
            try (Gateway gateway = stage.startGateway()) {
                Await.until("the FEP is through", LIMIT, () -> stage.played().isPresent());
                Await.until("all is settled", LIMIT, () -> gateway.counts().settled() == PUSHES);
                addsUp(config);
                exportsEveryPush(config);
                assertThat(run("backup", "--config", config, "--output", backup).stdout())
                        .contains("a whole ledger");
                Command.Ended refused =
                        ledger("restore", "--config", config, "--from-file", backup);
                assertThat(refused.code()).as("while the gateway runs").isEqualTo(1);
            }
            run("restore", "--config", config, "--from-file", backup);
            addsUp(config);
            try (Gateway gateway = stage.startGateway()) {
                assertThat(gateway.counts().accepted()).isEqualTo(PUSHES);
            }
        }
    }

    @Test
    void refusesAWrongOption() throws Exception {
        Command.Ended ended = ledger("check", "--confg", "gateway.yaml");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stderr()).contains("did you mean --config?");
    }

    private void addsUp(Path config) throws Exception {
        assertThat(run("check", "--config", config).stdout().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("ok "));
    }

    private void exportsEveryPush(Path config) throws Exception {
        Path lines = temporary.resolve("pushes.jsonl");
        Command.Ended ended =
                run(
                        "export",
                        "--config",
                        config,
                        "--from",
                        Instant.EPOCH,
                        "--until",
                        Instant.now().plus(LIMIT),
                        "--format",
                        "jsonl",
                        "--output",
                        lines);
        assertThat(ended.stderr()).contains(PUSHES + " pushes");
        assertThat(Files.readAllLines(lines))
                .hasSize(PUSHES)
                .allMatch(line -> line.contains("\"state\":\"accepted\""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lines)))
                .isEqualTo("rw-------");
    }

    /// One that must succeed.
    private Command.Ended run(Object... words) throws Exception {
        Command.Ended ended = ledger(words);
        assertThat(ended.code()).as(ended.stdout() + ended.stderr()).isZero();
        return ended;
    }

    private Command.Ended ledger(Object... words) throws Exception {
        Object[] all = new Object[words.length + 2];
        all[0] = Shipped.LAUNCHER;
        all[1] = "ledger";
        System.arraycopy(words, 0, all, 2, words.length);
        return Command.of(all).run(temporary);
    }
}
