package kr.bongsu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.TelegramForm;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.result.Webhook;
import kr.bongsu.telegram.LayoutReader;
import kr.bongsu.telegram.yaml.Fault;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.YamlFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsConfigTest {

    @TempDir Path folder;
    private final Faults faults = new Faults();

    @BeforeEach
    void secrets() throws IOException {
        secret("token", "rw-------");
        secret("open", "rw-r-----");
    }

    @Test
    void withoutTheSectionNobodyIsTold() {
        ResultsConfig config = read("{}");
        assertThat(faults.list()).isEmpty();
        assertThat(config.telling().everyPush()).isEmpty();
    }

    @Test
    void bothMayBeTold() {
        ResultsConfig config =
                read(
                        """
                        file: {}
                        webhook: { url: "https://core.example/results", token_file: token, format: lines }
                        """);
        assertThat(faults.list()).isEmpty();
        assertThat(config.telling().everyPush()).isEqualTo(Set.of("file", "webhook"));
        assertThat(config.file().orElseThrow().folder()).isEqualTo(folder.resolve("results"));
        Webhook.Settings webhook = config.webhook().orElseThrow();
        assertThat(webhook.token()).contains(folder.resolve("token"));
        assertThat(webhook.secret()).isEqualTo(Optional.empty());
        assertThat(webhook.format()).isEqualTo(Webhook.Format.LINES);
        assertThat(webhook.batch()).isEqualTo(500);
        assertThat(webhook.limit()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aSecretThatOthersMayReadIsRefusedWithItsRemedy() {
        read("webhook: { url: 'https://core.example/results', secret_file: open }");
        assertThat(faults.list())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.what())
                            .contains("others may read", folder.resolve("open") + "");
                    assertThat(fault.remedy()).isEqualTo("chmod 600 " + folder.resolve("open"));
                });
    }

    @Test
    void nothingIsPostedInClearNorWithoutASecret() {
        read("webhook: { url: 'http://core.example/results', token_file: token }");
        read("webhook: { url: 'https://core.example/results' }");
        read("webhook: { url: 'ftp://core.example/', token_file: token }");
        read("webhook: { url: 'https://me:secret@core.example/', token_file: token }");
        read("webhook: { url: 'http://127.0.0.1:8099/results', token_file: token }");
        assertThat(faults.list())
                .extracting(Fault::what)
                .satisfiesExactly(
                        each -> assertThat(each).contains("would send customer numbers in clear"),
                        each -> assertThat(each).contains("is missing, and so is 'secret_file'"),
                        each -> assertThat(each).contains("is no address"),
                        each ->
                                assertThat(each)
                                        .contains("is no address")
                                        .doesNotContain("secret@"));
    }

    @Test
    void anAuthorityOfOnesOwnMustBeThere() {
        read("webhook: { url: 'https://c.example/', token_file: token, trust: none.pem }");
        assertThat(faults.list())
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).contains("no readable file"));
        assertThat(
                        read("webhook: { url: 'https://c.example/', token_file: token, trust: open }")
                                .webhook()
                                .orElseThrow()
                                .trust())
                .contains(folder.resolve("open"));
    }

    @Test
    void unknownKeysAreFaults() {
        read("file: { folder: a, kept: 3d }");
        assertThat(faults.list()).hasSize(1);
    }

    @Test
    void linesMayBeToldByTheirNames() {
        ResultsConfig config = read("links: [ single01 ]");
        assertThat(faults.list()).isEmpty();
        assertThat(config.telling().links()).isEqualTo(Set.of("single01"));
        read("links: [ singel01 ]");
        assertThat(faults.list())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.remedy()).isEqualTo("did you mean 'single01'?"));
    }

    private static LinkSettings link(String name) {
        return new LinkSettings(
                name,
                Lane.SINGLE,
                List.of(new LinkSettings.Endpoint("127.0.0.1", 1)),
                Optional.empty(),
                new LinkSettings.Dialogue(true, Duration.ofSeconds(1), LinkSettings.WhenFull.WAIT));
    }

    private ResultsConfig read(String yaml) {
        return ResultsConfig.read(
                YamlFile.parse("test.yaml", yaml, faults),
                folder,
                List.of(link("single01"), link("multi01")),
                new TelegramForm(LayoutReader.defaultLayout()));
    }

    private void secret(String name, String mode) throws IOException {
        Path _ = PrivateFiles.write(folder.resolve(name), "secret\n", mode);
    }
}
