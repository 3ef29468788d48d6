package kr.bongsu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.access.Sessions;
import kr.bongsu.gateway.admin.ConsoleServer;
import kr.bongsu.gateway.fcm.Credentials;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.link.TraceSettings;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.telegram.yaml.Fault;
import kr.bongsu.telegram.yaml.Faults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

    private static final String GOOD =
            """
            ledger: { url: "sqlite:./data/ledger.db" }
            fcm:
              project: demo-project
              credentials: ./service-account.json
              endpoint: https://127.0.0.1:8443
            links:
              - { name: single01, lane: single, host: 127.0.0.1, port: 9801 }
              - { name: multi01,  lane: multi,  host: 127.0.0.1, port: 9809 }
            http: { host: 127.0.0.1, port: 8080 }
            """;

    @TempDir Path folder;

    @BeforeEach
    void credentials() throws IOException {
        Path _ = PrivateFiles.write(folder.resolve("service-account.json"), "{}");
    }

    @Test
    void relativePathsAreRelativeToTheFile() throws IOException {
        Faults faults = new Faults();
        Config config = ConfigReader.read(write(GOOD), faults).orElseThrow();
        assertThat(config.ledger())
                .extracting(LedgerSettings::store)
                .isEqualTo(new LedgerSettings.Store.Sqlite(folder.resolve("data/ledger.db")));
        assertThat(config.fcm().otherwise().credentials())
                .isEqualTo(
                        new Credentials.ServiceAccountFile(folder.resolve("service-account.json")));
        assertThat(config.links().list()).hasSize(2);
        assertThat(config.fcm().otherwise().way().endpoint())
                .isEqualTo(URI.create("https://127.0.0.1:8443"));
    }

    @Test
    void theDefaultsAreFcmItselfAndTheUsualPlaces() throws IOException {
        Config config =
                ConfigReader.read(
                                write(
                                        """
                                        fcm: { project: p, credentials: service-account.json }
                                        links: [ { name: a, lane: single, host: h, port: 1 } ]
                                        """),
                                new Faults())
                        .orElseThrow();
        assertThat(config.fcm().otherwise().way().endpoint())
                .isEqualTo(URI.create("https://fcm.googleapis.com"));
        assertThat(config.ledger())
                .extracting(LedgerSettings::store)
                .isEqualTo(new LedgerSettings.Store.Sqlite(folder.resolve("data/ledger.db")));
        assertThat(config.http())
                .isEqualTo(
                        new Config.HttpConfig(
                                new ConsoleServer.Address("127.0.0.1", 8080),
                                new Config.AccessFiles(
                                        folder.resolve("keys"),
                                        folder.resolve("data/accounts"),
                                        folder.resolve("data/sessions"),
                                        folder.resolve("data/audit.jsonl")),
                                Sessions.Limits.USUAL,
                                Optional.empty(),
                                600_000));
        assertThat(config.links().traces())
                .isEqualTo(new TraceSettings(folder.resolve("trace"), 10 << 20, 5));
        assertThat(config.links().list().getFirst().tls()).isEmpty();
    }

    @Test
    void aCampaignLeavesTheLastTenthOfTheBacklogToSingles() throws IOException {
        Config.LinksConfig links =
                ConfigReader.read(
                                write(GOOD.replace("ledger: { ", "ledger: { backlog: 1000, ")),
                                new Faults())
                        .orElseThrow()
                        .links();
        assertThat(links.isFull(Lane.MULTI, 899)).isFalse();
        assertThat(links.isFull(Lane.MULTI, 900)).isTrue();
        assertThat(links.isFull(Lane.SINGLE, 999)).isFalse();
        assertThat(links.isFull(Lane.SINGLE, 1_000)).isTrue();
    }

    @Test
    void everyFaultIsReportedAtOnceWithItsLineAndRemedy() throws IOException {
        List<Fault> faults =
                faults(
                        """
                        ledger: { url: "h2:mem" }
                        fcm:
                          projct: demo-project
                          credentials: ./missing.json
                          endpoint: ftp://x
                        links:
                          - { name: a, lane: singel, host: h, port: 99999 }
                          - { name: a, lane: multi, host: h, port: 1 }
                        htpp: { port: 8080 }
                        """);
        assertThat(faults.stream().map(fault -> fault.line() + " " + fault.what()))
                .contains(
                        "1 'ledger.url': 'h2:mem' is no ledger",
                        "3 unknown key 'fcm.projct'",
                        "3 'fcm.project' is missing",
                        "5 'fcm.endpoint': 'ftp://x' is no endpoint",
                        "7 'links[0].lane': 'singel' is not known",
                        "7 'links[0].port': 99999 is out of range",
                        "8 'links[1].name': 'a' is taken",
                        "9 unknown key 'htpp'")
                .anyMatch(what -> what.startsWith("4 'fcm.credentials': no readable file"));
        assertThat(faults.stream().map(Fault::remedy))
                .contains(
                        "did you mean 'project'?",
                        "did you mean 'http'?",
                        "write one of multi, single");
    }

    @Test
    void aFileThatIsMissingEmptyOrNoYamlIsOneFault() throws IOException {
        Faults missing = new Faults();
        assertThat(ConfigReader.read(folder.resolve("none.yaml"), missing)).isEmpty();
        assertThat(missing.list()).anyMatch(fault -> fault.what().equals("no such file"));
        assertThat(faults("a: [")).anyMatch(fault -> fault.what().startsWith("is not YAML"));
        assertThat(faults("")).anyMatch(fault -> fault.what().equals("is empty"));
    }

    @Test
    void aLayoutThatLacksFieldsIsAFault() throws IOException {
        Files.writeString(
                folder.resolve("telegram.yaml"),
                """
                kind: k
                answer: { field: k, value: R }
                length: { field: l }
                telegrams: { D: [ message ] }
                blocks:
                  header: [ { name: l, size: 6, type: 9 }, { name: k, size: 1, type: X } ]
                  message: [ { name: msg_title, size: 10, type: X } ]
                """);
        assertThat(faults(GOOD + "telegram: ./telegram.yaml\n"))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.what())
                                .contains(
                                        "header.P_Sequence",
                                        "message.msg_contents",
                                        "recipient.csno")
                                .doesNotContain("message.msg_title"));
    }

    @Test
    void aLineMaySpeakTlsAndWhatItCannotUseIsAFault() throws IOException {
        List<Fault> missing = faults(link("tls: { trust: ./none.pem }"));
        assertThat(missing)
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).contains("no readable file"));
        assertThat(faults(link("tls: { trust: ./none.pem, key: ./line.key, pin: 7 }")))
                .extracting(Fault::what)
                .anyMatch(what -> what.contains("is alone"))
                .anyMatch(what -> what.contains("pin"));
        assertThat(faults(link("when_full: drop")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("when_full"));
    }

    @Test
    void aLineMayAllowASecondSessionBesideTheFirst() throws IOException {
        for (String word : List.of("allowed", "refused")) {
            Config config =
                    ConfigReader.read(write(link("second_session: " + word)), new Faults())
                            .orElseThrow();
            assertThat(config.links().list().getFirst().dialogue().secondSession())
                    .isEqualTo(word.equals("allowed"));
        }
        assertThat(faults(link("second_session: perhaps"))).hasSize(1);
    }

    @Test
    void aSecretThatOthersMayReadIsRefusedWithItsRemedy() throws IOException {
        Path _ = PrivateFiles.write(folder.resolve("service-account.json"), "{}", "rw-r-----");
        Path _ = PrivateFiles.write(folder.resolve("keys"), "", "rw-rw----");
        Path _ = PrivateFiles.write(folder.resolve("line.key"), "", "rw----r--");
        assertThat(
                        faults(
                                link("tls: { trust: ./none.pem, certificate: c, key: ./line.key }")
                                        + "http: { port: 0 }\n"))
                .extracting(Fault::remedy)
                .contains(
                        "chmod 600 " + folder.resolve("service-account.json"),
                        "chmod 600 " + folder.resolve("keys"),
                        "chmod 600 " + folder.resolve("line.key"));
    }

    private static String link(String more) {
        return "fcm: { project: p, credentials: service-account.json }\n"
                + "links: [ { name: a, lane: single, host: h, port: 1, "
                + more
                + " } ]\n";
    }

    private List<Fault> faults(String text) throws IOException {
        Faults faults = new Faults();
        assertThat(ConfigReader.read(write(text), faults)).isEmpty();
        return faults.list();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("gateway.yaml"), text);
    }
}
