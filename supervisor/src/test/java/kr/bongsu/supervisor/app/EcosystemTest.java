package kr.bongsu.supervisor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import kr.bongsu.supervisor.json.JsonReader;
import org.junit.jupiter.api.Test;

class EcosystemTest {
    private static Ecosystem.Reading read(String text) {
        return Ecosystem.read(JsonReader.relaxed(text), text);
    }

    private static AppSpec only(String text) {
        Ecosystem.Reading reading = read(text);
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.apps()).hasSize(1);
        return AppSpec.of(reading.apps().getFirst());
    }

    @Test
    void settingsThatNobodyMadeHaveDefaults() {
        AppSpec spec = only("{script: '/srv/app.js'}");

        assertThat(spec.name()).isEqualTo("app");
        assertThat(spec.identity().namespace()).isEqualTo("default");
        assertThat(spec.identity().instances().count(8)).isEqualTo(1);
        assertThat(spec.supervision().restarts())
                .isEqualTo(
                        new AppSpec.Restarts(
                                true,
                                List.of(),
                                16,
                                Duration.ofSeconds(10),
                                new AppSpec.Delay.Fixed(Duration.ZERO)));
        assertThat(spec.supervision().stopping())
                .isEqualTo(new AppSpec.Stopping("SIGINT", Duration.ofMillis(1_600), true, false));
        assertThat(spec.supervision().triggers().memoryLimit()).isEmpty();
        assertThat(spec.logging().rotation().maxBytes()).isEqualTo(50L << 20);
    }

    @Test
    void aliasesMeanTheSame() {
        AppSpec spec =
                only(
                        """
                        {apps: [{cmd: 'python app.py', name: 'p', output: 'o.log', err_file: 'e.log', cron: '0 3 * * *',
                          node_args: '--a --b', combine_logs: true, exec_interpreter: 'none', user: 'nobody'}]}\
                        """);

        assertThat(spec.launch().command().script()).isEqualTo("python app.py");
        assertThat(spec.launch().command().interpreterArgs()).containsExactly("--a", "--b");
        assertThat(spec.logging().files().out()).contains("o.log");
        assertThat(spec.logging().files().error()).contains("e.log");
        assertThat(spec.logging().files().merged()).isTrue();
        assertThat(spec.supervision().triggers().cron()).isPresent();
        assertThat(spec.launch().owner().user()).contains("nobody");
    }

    @Test
    void valuesAreReadInTheirUnits() {
        AppSpec spec =
                only(
                        """
                        {script: 'a.js', max_memory_restart: '300M', min_uptime: '5s', kill_timeout: 3000, instances: 'max',
                         exp_backoff_restart_delay: 100, stop_exit_codes: [0, 3], watch: ['src'], ignore_watch: 'a, b',
                         env: {PORT: 3000, DEEP: {a: 1}}, env_production: {NODE_ENV: 'production'}}\
                        """);

        assertThat(spec.supervision().triggers().memoryLimit())
                .isEqualTo(OptionalLong.of(300L << 20));
        assertThat(spec.supervision().restarts().minUptime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(spec.supervision().restarts().delay())
                .isEqualTo(new AppSpec.Delay.Growing(Duration.ofMillis(100)));
        assertThat(spec.supervision().restarts().finalCodes()).containsExactly(0, 3);
        assertThat(spec.supervision().triggers().watch().ignored()).containsExactly("a", "b");
        assertThat(spec.identity().instances().count(4)).isEqualTo(4);
        assertThat(spec.launch().environment().variables())
                .isEqualTo(Map.of("PORT", "3000", "DEEP", "{\"a\":1}"));
        assertThat(spec.launch().environment().profiles())
                .isEqualTo(Map.of("production", Map.of("NODE_ENV", "production")));
    }

    @Test
    void everyFaultIsReportedAtOnceWithItsLineAndASuggestion() {
        Ecosystem.Reading reading =
                read(
                        """
                        {"apps": [
                          {"name": "api", "script": "a.js",
                           "max_memory_restarts": "1G",
                           "instances": "many"},
                          {"name": "b", "script": "b.js", "cron_restart": "61 * * * *"}
                        ], "appz": []}\
                        """);

        assertThat(reading.faults())
                .hasSize(4)
                .anyMatch(f ->
                        f.equals(
                                ":3: api: unknown key \"max_memory_restarts\"; did you mean \"max_memory_restart\"?"))
                .anyMatch(f ->
                        f.equals(":4: api: \"instances\": must be a whole number, not \"many\""))
                .anyMatch(f -> f.startsWith(":5: b: \"cron_restart\": \"61\""))
                .anyMatch(f -> f.contains("unknown key \"appz\"; did you mean \"apps\"?"));
    }

    @Test
    void keysOfPm2sMonitoringAreTakenWithANote() {
        Ecosystem.Reading reading = read("{script: 'a.js', vizion: false, pmx: true}");

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.notes())
                .hasSize(2)
                .allMatch(note -> note.contains("has no effect here"));
    }

    @Test
    void contentWithoutApplicationsIsAFault() {
        assertThat(read("{apps: []}").faults())
                .singleElement()
                .asString()
                .contains("there is no application");
        assertThat(read("{name: 'x'}").faults())
                .singleElement()
                .asString()
                .contains("\"script\" is missing");
    }

    @Test
    void settingsSurviveTheirJsonForm() {
        Settings settings =
                read("""
                {script: 'a.js', args: ['x y', 'z'], env: {A: '1'}, env_test: {B: '2'}, log_file: true, watch: true,
                 max_memory_restart: '1G', instances: 'max'}\
                """)
                        .apps()
                        .getFirst();

        assertThat(Settings.fromJson(JsonReader.object(settings.toJson().toString())))
                .isEqualTo(settings);
    }

    @Test
    void aNameThatWouldLeaveItsFolderIsRefused() {
        assertThatThrownBy(() ->
                        AppSpec.of(
                                Settings.none()
                                        .with(Attribute.SCRIPT, "a.js")
                                        .with(Attribute.NAME, "../etc")))
                .hasMessageContaining("cannot be a name");
    }
}
