package kr.bongsu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.fcm.Credentials;
import kr.bongsu.gateway.fcm.FcmRouting;
import kr.bongsu.gateway.fcm.FcmSettings;
import kr.bongsu.gateway.fcm.MessageTemplate;
import kr.bongsu.telegram.yaml.Fault;
import kr.bongsu.telegram.yaml.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FcmConfigTest {

    @TempDir Path folder;

    @Test
    void everyKeyArrives() throws IOException {
        FcmRouting fcm =
                read("""
                fcm:
                  project: main-app
                  token_command: [ token-for, main-app ]
                  proxy: http://proxy.bank:3128
                  connections: { warm: 4, most: 8, recycle_after: 10m }
                  queue: 5000
                  validate_only: true
                  breaker: { refused_percent: 80, pause: 5s }
                  projects:
                    - { project: second, metadata_server: google, services: [ A, B ] }
                  templates:
                    - { services: [ QUIET ], notification: false, ttl: 1h, priority: normal }
                    - { title: "[{company}]", data: { k: "{body}" },
                        webpush: { link: "https://x" }, android: { channel: c } }
                """)
                        .orElseThrow();
        FcmSettings main = fcm.otherwise();
        assertThat(main.credentials())
                .isEqualTo(new Credentials.Command(List.of("token-for", "main-app")));
        assertThat(main.way().proxy()).contains(new FcmSettings.Proxy("proxy.bank", 3128));
        assertThat(main.way().connections())
                .isEqualTo(new FcmSettings.Connections(4, 8, Duration.ofMinutes(10)));
        assertThat(main.sending().validateOnly()).isTrue();
        assertThat(main.sending().queue()).isEqualTo(5_000);
        assertThat(main.sending().breaker())
                .isEqualTo(new FcmSettings.Breaker(80, Duration.ofSeconds(5)));
        FcmRouting.Project second = fcm.others().getFirst();
        assertThat(second.services()).isEqualTo(Set.of("A", "B"));
        assertThat(second.settings().way()).isEqualTo(main.way());
        assertThat(second.settings().credentials())
                .isEqualTo(
                        new Credentials.MetadataServer(
                                URI.create("http://metadata.google.internal")));
        MessageTemplate quiet =
                Objects.requireNonNull(main.sending().templates().byService().get("QUIET"));
        assertThat(quiet.notification()).isEmpty();
        assertThat(quiet.terms())
                .isEqualTo(
                        new MessageTemplate.Terms(false, Optional.of(Duration.ofHours(1)), false));
        MessageTemplate otherwise = main.sending().templates().otherwise();
        assertThat(otherwise.data()).containsOnlyKeys("k");
        assertThat(otherwise.platforms().webpush()).isPresent();
        assertThat(otherwise.platforms().android().channel()).contains("c");
    }

    @Test
    void everyMistakeIsAFaultWithItsLine() throws IOException {
        Faults faults = new Faults();
        ConfigReader.read(
                file(
                        """
                        fcm:
                          project: p
                          proxy: socks://x
                          connections: { warm: 9, most: 8, recycle_after: 2h }
                          credentials: missing.json
                          metadata_server: google
                          projects:
                            - { project: q, token_command: [ x ] }
                          templates:
                            - { services: [ A ], title: "{titel}", data: { from: x } }
                            - { services: [ A ], ttl: 60d, webpush: { link: "http://x" } }
                            - { notificaton: false }
                            - { title: "a second one for all others" }
                        """),
                faults);
        assertThat(faults.list().stream().map(FcmConfigTest::line))
                .contains(
                        "3 'fcm.proxy': is no proxy",
                        "4 'fcm.connections.recycle_after': is too long",
                        "4 'fcm.connections.warm': is more than 'most'",
                        "5 'fcm.credentials': stands beside another source of access tokens",
                        "8 'fcm.projects[0].services': no service uses this project",
                        "10 'fcm.templates[0].data.from': is a key that FCM or Bongsu keeps for itself",
                        "11 'fcm.templates[1].services': 'A' stands twice",
                        "11 'fcm.templates[1].ttl': is too long",
                        "11 'fcm.templates[1].webpush.link': is no https link",
                        "12 unknown key 'fcm.templates[2].notificaton'",
                        "13 'fcm.templates[3]': is a second template for every other service")
                .anyMatch(fault ->
                        fault.startsWith("10 'fcm.templates[0].title': {titel} is not known"));
    }

    private static String line(Fault fault) {
        return fault.line() + " " + fault.what();
    }

    private Optional<FcmRouting> read(String yaml) throws IOException {
        Faults faults = new Faults();
        Optional<Config> config = ConfigReader.read(file(yaml), faults);
        assertThat(faults.list()).isEmpty();
        return config.map(Config::fcm);
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(
                folder.resolve("gateway.yaml"),
                yaml + "links: [ { name: a, lane: single, host: h, port: 1 } ]\n");
    }
}
