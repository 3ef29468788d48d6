package kr.bongsu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.rule.Rules;
import kr.bongsu.gateway.rule.ServiceRule;
import kr.bongsu.telegram.yaml.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesConfigTest {

    @TempDir Path folder;

    @Test
    void anAdvertWhoseLabelATemplateHidesOrDisplacesIsAFault() throws IOException {
        assertThat(
                        faults(
                                """
                                  templates:
                                    - { services: [ A ], title: "알림" }
                                    - { services: [ B ], title: "[x] {title}" }
                                    - { services: [ C ], title: "{title} 안내" }
                                    - { services: [ D ], notification: false, title: "x" }
                                    - { title: "{company} {title}" }
                                services:
                                  - { services: [ A ], advert: { sender: s } }
                                  - { services: [ C, B ], advert: { sender: s } }
                                  - { services: [ C2, E ], advert: { sender: s } }
                                  - { services: [ D ], advert: { sender: s } }
                                """))
                .containsExactly(
                        "12 'services[0].advert': a template of these services shows the title"
                                + " '알림', which does not begin with the advert's label and sender",
                        "13 'services[1].advert': a template of these services shows the title"
                                + " '[x] {title}', which does not begin with the advert's label"
                                + " and sender",
                        "14 'services[2].advert': a template of these services shows the title"
                                + " '{company} {title}', which does not begin with the advert's"
                                + " label and sender");
    }

    @Test
    void aClassForAllOtherServicesHasTheTemplatesOfAllOthers() throws IOException {
        String templates =
                """
                  templates:
                    - { services: [ FILL ], title: "체결 {title}" }
                services:
                  - { advert: { sender: s } }
                """;
        assertThat(faults(templates)).singleElement().asString().contains("'체결 {title}'");
        Rules rules = read(templates + "  - { services: [ FILL ] }\n");
        assertThat(rules.otherwise().advert()).isPresent();
    }

    @Test
    void aPushHasTheLifeOfItsMessage() throws IOException {
        Rules rules =
                read(
                        """
                          templates:
                            - { services: [ A ], ttl: 1m }
                            - { services: [ B ], ttl: 0s }
                            - { ttl: 1h }
                        services:
                          - { services: [ A, C ], expires_after: 10m }
                        """);
        assertThat(rules.byService().get("A"))
                .isEqualTo(life(Duration.ofMinutes(10), Duration.ofMinutes(1)));
        assertThat(rules.byService().get("C"))
                .isEqualTo(life(Duration.ofMinutes(10), Duration.ofHours(1)));
        assertThat(rules.byService().get("B"))
                .isEqualTo(ServiceRule.NONE.living(Optional.of(Duration.ZERO)));
        assertThat(rules.otherwise())
                .isEqualTo(ServiceRule.NONE.living(Optional.of(Duration.ofHours(1))));
    }

    @Test
    void hoursMayEndAtMidnightOrTheNextDay() throws IOException {
        Rules rules =
                read(
                        """
                        services:
                          - { services: [ A ], hours: { from: "09:00", until: "24:00" } }
                          - { services: [ B ], hours: { from: "22:30", until: "05:00" } }
                        """);
        assertThat(rules.byService().get("A"))
                .extracting(rule -> rule.hours().orElseThrow().until())
                .isEqualTo(LocalTime.MIDNIGHT);
        assertThat(rules.byService().get("B"))
                .extracting(rule -> rule.hours().orElseThrow().toString())
                .isEqualTo("22:30-05:00");
        assertThat(
                        faults(
                                """
                                services:
                                  - { hours: { from: "09:00", until: "09:00" } }
                                """))
                .singleElement()
                .asString()
                .contains("is the same as 'from'");
    }

    private static ServiceRule life(Duration expiresAfter, Duration life) {
        return new ServiceRule(Optional.of(expiresAfter), Optional.empty(), Optional.empty())
                .living(Optional.of(life));
    }

    private Rules read(String yaml) throws IOException {
        Faults faults = new Faults();
        Optional<Config> config = ConfigReader.read(file(yaml), faults);
        assertThat(faults.list()).isEmpty();
        return config.orElseThrow().delivery().rules();
    }

    private List<String> faults(String yaml) throws IOException {
        Faults faults = new Faults();
        assertThat(ConfigReader.read(file(yaml), faults)).isEmpty();
        return faults.list().stream().map(each -> each.line() + " " + each.what()).toList();
    }

    private Path file(String yaml) throws IOException {
        Path _ = PrivateFiles.write(folder.resolve("account.json"), "{}");
        return Files.writeString(
                folder.resolve("gateway.yaml"),
                """
                links: [ { name: a, lane: single, host: h, port: 1 } ]
                fcm:
                  project: p
                  credentials: account.json
                """
                        + yaml);
    }
}
