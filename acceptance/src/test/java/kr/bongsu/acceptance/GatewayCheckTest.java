package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bongsu gateway --check` and what a gateway says that cannot start.
class GatewayCheckTest {

    @TempDir Path temporary;

    @Test
    void reportsEveryFaultAtOnceWithItsLineAndARemedy() throws Exception {
        Path file =
                Files.writeString(
                        temporary.resolve("gateway.yaml"),
                        """
                        ledger: { url: "sqlite:./data/ledger.db" }
                        fcm:
                          projekt: demo-project
                          credentials: ./none.json
                        links:
                          - { name: single01, lane: singel, host: 127.0.0.1, port: 98011 }
                        http: { host: 127.0.0.1, port: 8080 }
                        """);
        Command.Ended ended = check(file);
        assertThat(ended.code()).isEqualTo(1);
        String said = ended.stdout() + ended.stderr();
        assertThat(said)
                .contains("gateway.yaml:3", "projekt", "project")
                .contains("gateway.yaml:6", "singel", "98011");
    }

    @Test
    void saysThatAFileIsMissing() throws Exception {
        Command.Ended ended = check(temporary.resolve("none.yaml"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stderr()).contains("none.yaml").doesNotContain("\tat ");
    }

    @Test
    void saysWhereAFileIsNoYaml() throws Exception {
        Path file = Files.writeString(temporary.resolve("gateway.yaml"), "ledger: {\n  url: [\n");
        Command.Ended ended = check(file);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stdout() + ended.stderr())
                .contains("gateway.yaml")
                .doesNotContain("\tat ");
    }

    @Test
    void findsNoFaultInTheShippedExample() throws Exception {
        Path file = temporary.resolve("gateway.yaml");
        Files.copy(Shipped.HOME.resolve("examples/gateway.yaml"), file);
        writeCredentials();
        Command.Ended ended = check(file);
        assertThat(ended.code()).as(ended.stderr()).isZero();
    }

    @Test
    void printsANewKeyOnceAndKeepsOnlyItsDigest() throws Exception {
        Path file = temporary.resolve("gateway.yaml");
        Files.copy(Shipped.HOME.resolve("examples/gateway.yaml"), file);
        writeCredentials();
        Command.Ended made = addKey(file);
        assertThat(made.code()).as(made.stderr()).isZero();
        String key = made.stdout().strip();
        assertThat(key).matches("bongsu_[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(temporary.resolve("keys")))
                .startsWith("kim ")
                .doesNotContain(key);
        assertThat(Files.readString(temporary.resolve("data/audit.jsonl")))
                .contains("\"key.add\"", "\"kim\"")
                .doesNotContain(key);
        Command.Ended again = addKey(file);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.stderr()).contains("kim has a key");
    }

    @Test
    void makesAKeyForWhatIsAskedAndNoMore() throws Exception {
        Path file = temporary.resolve("gateway.yaml");
        Files.copy(Shipped.HOME.resolve("examples/gateway.yaml"), file);
        writeCredentials();
        Command.Ended made = addKey(file, "--scopes", "pushes", "--per-minute", "600");
        assertThat(made.code()).as(made.stderr()).isZero();
        assertThat(Files.readString(temporary.resolve("keys")))
                .matches("kim pushes [0-9a-f]{64} 600\n");
        Command.Ended wrong = addKey(file, "--scopes", "pushs");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.stderr()).contains("did you mean pushes?");
    }

    @Test
    void refusesCredentialsThatOthersMayRead() throws Exception {
        Path file = temporary.resolve("gateway.yaml");
        Files.copy(Shipped.HOME.resolve("examples/gateway.yaml"), file);
        Path account = writeCredentials();
        Files.setPosixFilePermissions(account, PosixFilePermissions.fromString("rw-r--r--"));
        Command.Ended ended = check(file);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stdout() + ended.stderr()).contains("others may read", "chmod 600");
    }

    private Path writeCredentials() throws Exception {
        Path account = Files.writeString(temporary.resolve("service-account.json"), "{}");
        return Files.setPosixFilePermissions(account, PosixFilePermissions.fromString("rw-------"));
    }

    private Command.Ended addKey(Path file, String... more) throws Exception {
        List<Object> command =
                new ArrayList<>(
                        List.of(Shipped.LAUNCHER, "gateway", "--config", file, "--add-key", "kim"));
        command.addAll(List.of(more));
        return Command.of(command.toArray()).run(temporary);
    }

    private Command.Ended check(Path file) throws Exception {
        return Command.of(Shipped.LAUNCHER, "gateway", "--check", "--config", file).run(temporary);
    }
}
