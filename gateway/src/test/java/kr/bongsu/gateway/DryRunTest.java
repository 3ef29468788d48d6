package kr.bongsu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.bongsu.fcmemulator.Emulator;
import kr.bongsu.fcmemulator.Options;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.telegram.yaml.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--dry-run` from the configuration file to the emulator and back.
class DryRunTest {

    private static final String TOKEN = "cT0kEn1234567890abcdEF:APA91bExampleToken";

    @TempDir Path folder;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Emulator fcm;

    @BeforeEach
    void start() throws Exception {
        fcm =
                Emulator.start(
                        new Options(
                                folder,
                                "127.0.0.1",
                                new Options.Ports(0, 0),
                                "demo-project",
                                Behaviour.DEFAULT));
    }

    @AfterEach
    void stop() throws IOException {
        fcm.close();
    }

    @Test
    void whatFcmWouldTakeIsSaidSoAndNoPhoneHasIt() throws Exception {
        assertThat(run("demo-project", new DryRun(TOKEN, "dry-run"))).isZero();
        assertThat(said()).isEqualTo("FCM would take it\n");
        assertThat(stats()).contains("\"validated\":1").contains("\"received\":0");
    }

    @Test
    void aTokenThatIsNoneIsSaidToBeNone() throws Exception {
        assertThat(run("demo-project", new DryRun("not a token", "dry-run"))).isEqualTo(1);
        assertThat(said())
                .contains("refuse it for good", "INVALID_TOKEN")
                .doesNotContain("not a token");
    }

    @Test
    void aProjectThatTheCredentialsMayNotUseIsTheSettingsFault() throws Exception {
        assertThat(run("another-project", new DryRun(TOKEN, "dry-run"))).isEqualTo(1);
        assertThat(said()).startsWith("not with these settings or credentials: 40");
    }

    private int run(String project, DryRun dryRun) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("gateway.yaml"),
                        """
                        ledger: { url: "sqlite:./data/ledger.db" }
                        fcm:
                          project: %s
                          credentials: ./service-account.json
                          endpoint: https://127.0.0.1:%d
                          trust: ./ca.pem
                        links:
                          - { name: single01, lane: single, host: 127.0.0.1, port: 9801 }
                        http: { host: 127.0.0.1, port: 8080 }
                        """
                                .formatted(project, fcm.tlsPort()));
        Faults faults = new Faults();
        Config config = ConfigReader.read(file, faults).orElseThrow(() -> fault(faults));
        return dryRun.run(config, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private static AssertionError fault(Faults faults) {
        return new AssertionError(faults.toString());
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String stats() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + fcm.port() + "/stats");
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .replace(" ", "");
        }
    }
}
