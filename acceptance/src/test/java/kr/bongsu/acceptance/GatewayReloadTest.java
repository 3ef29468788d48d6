package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.bongsu.distribution.stage.AccessFiles;
import kr.bongsu.distribution.stage.Api;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Servers;
import kr.bongsu.supervisor.Ports;
import kr.bongsu.supervisor.deploy.Load;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `bongsu reload gateway` while pushes flow: none is lost, none is sent twice but where FCM's
/// answer was not seen, each customer's leave in their order, its HTTP port refuses nobody, and a
/// line that is held stays held.
///
/// `make bench-handover` does it at 5,000 pushes a second (`bongsu.handover.rate`, `.pushes`,
/// `.reloads`).
@ExtendWith(Servers.class)
class GatewayReloadTest {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int RATE = Integer.getInteger("bongsu.handover.rate", 500);
    private static final int PUSHES = Integer.getInteger("bongsu.handover.pushes", 8_000);
    private static final int RELOADS = Integer.getInteger("bongsu.handover.reloads", 1);
    private static final int PATIENCE_SECONDS = 60;
    private static final int LINES = 8;
    private static final int RECIPIENTS_OF_MULTI = 50;

    /// Of a line: each has a push every 3.2 s, so that one is on its way, or in some memory, when
    /// the next is accepted, and a phone shows all that came.
    private static final int CUSTOMERS = Math.max(1, RATE * 2 / 5);

    /// On a slow machine the FEP may be through before the new gateway is ready; then it plays
    /// again.
    private static final int MOST_PLAYS = 10;

    @TempDir Path folder;
    private final List<Integer> ports = new ArrayList<>();
    private String key = "";

    @BeforeEach
    void takePorts() {
        for (int i = 0; i < LINES + 5; i++) {
            ports.add(Ports.free());
        }
    }

    private int plain() {
        return ports.get(LINES);
    }

    private int tls() {
        return ports.get(LINES + 1);
    }

    private int http() {
        return ports.get(LINES + 2);
    }

    /// Where nobody listens: of the line that people have signed off.
    private int nobody() {
        return ports.get(LINES + 3);
    }

    private int nobodyEither() {
        return ports.get(LINES + 4);
    }

    @AfterEach
    void end() throws Exception {
        bongsu("kill");
    }

    @Test
    void aLedgerFileGoesFromGatewayToGatewayWithoutALostOrRepeatedPush() throws Exception {
        write("{ url: \"sqlite:./run/ledger.db\" }");
        handOver();
    }

    /// Half of the lines are said to take a second session; in truth the simulator ends the older
    /// one, so both gateways fight for them until the old one ends: the worst that can happen.
    @Test
    void twoGatewaysAtOneServerNeverSendTheSamePush(Servers servers) throws Exception {
        var server = (LedgerSettings.Store.Server) servers.postgreSql().newDatabase().store();
        write("{ url: \"postgresql://%s\", user: %s }".formatted(server.address(), server.user()));
        handOver();
    }

    private void handOver() throws Exception {
        succeeds("start", "apps.yaml", "--only", "fcm");
        succeeds("start", "apps.yaml", "--only", "fep,gateway");
        String first = bongsu("pid", "gateway").stdout();
        try (Api api = new Api();
                Load browsers = Load.start(http(), Load.Kind.BOTH, 2, 20, PATIENCE_SECONDS)) {
            wish("hold", "{\"reason\":\"maintenance\"}");
            wish("endpoint", "{\"host\":\"127.0.0.1\",\"port\":%d}".formatted(nobodyEither()));
            int plays = 1;
            int handedOver = 0;
            while (handedOver < RELOADS) {
                if (played().size() == plays) {
                    assertThat(++plays)
                            .as("the FEP is always through first")
                            .isLessThan(MOST_PLAYS);
                    succeeds("restart", "fep");
                }
                long before = stored(api);
                Await.until("pushes flow", LIMIT, () -> stored(api) >= before + RATE / 2);
                succeeds("reload", "gateway");
                if (played().size() < plays) {
                    handedOver++;
                }
            }
            assertThat(bongsu("pid", "gateway").stdout()).isNotEqualTo(first);
            theHeldLineHasNotTriedToSignOn(api);
            int last = plays;
            Await.until("the FEP is through", LIMIT, () -> played().size() == last);
            Await.until("all is settled", LIMIT, () -> count(api, "pending") == 0);
            aBrokenConfigurationLeavesTheOldOneServing();
            browsers.end();
            account(api, browsers, (long) plays * PUSHES);
        }
    }

    /// Nobody listens there: had it tried, it would be in its journal.
    private void theHeldLineHasNotTriedToSignOn(Api api) throws Exception {
        JsonNode held = api.get(http(), "/api/links/held", key);
        assertThat(held.path("state").asText()).isEqualTo("held");
        assertThat(held.path("journal").findValuesAsText("what"))
                .containsExactly("held: maintenance", "switched to 127.0.0.1:" + nobodyEither());
    }

    /// Steers the line that is to be held.
    private void wish(String what, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + http()
                                                    + "/api/links/held/"
                                                    + what))
                            .timeout(LIMIT)
                            .header("Authorization", "Bearer " + key)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private void account(Api api, Load browsers, long pushes) throws Exception {
        JsonNode received = api.get(plain(), "/stats");
        System.out.printf(
                "handover: %d pushes at %d/s; FEP: %s; FCM: %s; HTTP: %d requests, failed %s%n",
                pushes, RATE, played(), received, browsers.sent(), browsers.failures());
        long good = played().stream().mapToLong(p -> p.path("good_recipients").asLong()).sum();
        long signOns = played().stream().mapToLong(p -> p.path("sign_ons").asLong()).sum();
        assertThat(good).as("acknowledged").isEqualTo(pushes);
        assertThat(signOns)
                .as("lines have changed hands")
                .isGreaterThan((long) LINES * played().size());
        assertThat(stored(api)).isEqualTo(pushes);
        assertThat(count(api, "accepted")).isEqualTo(pushes);
        assertThat(received.path("distinct").asLong()).as("sent").isEqualTo(pushes);
        new ExtraRequests(path -> api.get(plain(), path), path -> api.get(http(), path, key))
                .areOfUnansweredPushes(gatewayLog());
        assertThat(received.path("displayed_twice").asLong()).as("displayed twice").isZero();
        assertThat(browsers.failures()).isEmpty();
        eachCustomersLeaveInTheirOrder();
    }

    private void eachCustomersLeaveInTheirOrder() throws Exception {
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        try (EmulatorControl fcm = EmulatorControl.of(folder.resolve("run"))) {
            for (int customer = 0; customer < LINES * CUSTOMERS; customer++) {
                long before = 0;
                for (EmulatorControl.Shown shown : fcm.screen(token(customer))) {
                    // One that came again stands where it came last.
                    if (shown.times() == 1) {
                        judged++;
                        if (shown.number() < before) {
                            wrong.add(token(customer) + ": " + shown + " after " + before);
                        }
                        before = shown.number();
                    }
                }
            }
        }
        assertThat(wrong).as("out of a customer's order").isEmpty();
        assertThat(judged).isGreaterThan(PUSHES / 2);
    }

    private static String token(int customer) {
        return "reload-token-" + customer;
    }

    /// Each line has customers of its own, in turn: the simulator begins a line's recipients where
    /// those of the line before end.
    private static List<String> customers() {
        List<String> rows = new ArrayList<>(List.of("csno,cust_telno,device_id,rcms_cnrp_name"));
        int ofALine = PUSHES / LINES;
        for (int i = 0; i < LINES * ofALine; i++) {
            int customer = i / ofALine * CUSTOMERS + i % ofALine % CUSTOMERS;
            rows.add("%010d,01000000000,%s,김봉수".formatted(customer, token(customer)));
        }
        return rows;
    }

    private void aBrokenConfigurationLeavesTheOldOneServing() throws Exception {
        String pid = bongsu("pid", "gateway").stdout();
        Path file = folder.resolve("gateway.yaml");
        Files.writeString(file, Files.readString(file) + "no_such_key: true\n");

        Command.Ended reload = bongsu("reload", "gateway");

        assertThat(reload.code()).isEqualTo(1);
        assertThat(reload.stderr()).contains("no_such_key", "the old processes go on serving");
        assertThat(bongsu("pid", "gateway").stdout()).isEqualTo(pid);
    }

    private void write(String ledger) throws IOException {
        key = AccessFiles.key(folder);
        Path keys = folder.resolve("keys");
        Files.writeString(keys, Files.readString(keys).replace(" read ", " links,read "));
        Files.write(folder.resolve("customers.csv"), customers());
        StringBuilder simulator =
                new StringBuilder("fep-simulator --stay --customers customers.csv");
        StringBuilder links = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            boolean multi = i % 2 == 1;
            String name = (multi ? "multi" : "single") + i;
            int recipients = multi ? RECIPIENTS_OF_MULTI : 1;
            simulator.append(
                    String.format(
                            Locale.ROOT,
                            " --line name=%s,port=%d,pushes=%d,recipients=%d,window=16,rate=%.3f",
                            name,
                            ports.get(i),
                            PUSHES / LINES / recipients,
                            recipients,
                            (double) RATE / LINES / recipients));
            links.append(
                    "  - { name: %s, lane: %s, host: 127.0.0.1, port: %d, second_session: %s }%n"
                            .formatted(
                                    name,
                                    multi ? "multi" : "single",
                                    ports.get(i),
                                    i < LINES / 2 ? "allowed" : "refused"));
        }
        links.append(
                """
                  - name: held
                    lane: single
                    host: 127.0.0.1
                    port: %d
                    alternates: [{ host: 127.0.0.1, port: %d }]
                    second_session: allowed
                """
                        .formatted(nobody(), nobodyEither()));
        Files.writeString(
                folder.resolve("gateway.yaml"),
                """
                ledger: %s
                fcm:
                  project: demo-project
                  credentials: ./run/fcm/service-account.json
                  endpoint: https://127.0.0.1:%d
                  trust: ./run/fcm/ca.pem
                delivery: { ramp: 0s }
                http: { host: 127.0.0.1, port: %d }
                links:
                %s\
                """
                        .formatted(ledger, tls(), http(), links));
        Files.writeString(
                folder.resolve("apps.yaml"),
                """
                apps:
                  - { name: fcm, script: bongsu, kill_signal: SIGTERM, ready: "http://127.0.0.1:%d/stats",
                      args: fcm-emulator --dir run/fcm --port %d --tls-port %d --latency 20ms }
                  - { name: fep, script: bongsu, kill_signal: SIGTERM, args: "%s" }
                  - { name: gateway, script: bongsu, args: gateway --config gateway.yaml,
                      kill_signal: SIGTERM, kill_timeout: 60s, autorestart: false,
                      listen: "127.0.0.1:%d", ready: said, listen_timeout: 60s, linger: 200 }
                """
                        .formatted(plain(), plain(), tls(), simulator, http()));
    }

    private long stored(Api api) throws IOException, InterruptedException {
        return count(api, "stored");
    }

    private long count(Api api, String what) throws IOException, InterruptedException {
        return api.get(http(), "/api/overview", key).at("/counts/" + what).asLong();
    }

    private String gatewayLog() throws IOException {
        return Files.readString(folder.resolve("home/logs/gateway-error.log"));
    }

    /// What the simulator says each time when all its telegrams are answered.
    private List<JsonNode> played() throws IOException {
        Path log = folder.resolve("home/logs/fep-out.log");
        List<JsonNode> summaries = new ArrayList<>();
        for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
            if (line.startsWith("{\"event\":\"summary\"") && line.endsWith("}")) {
                summaries.add(new ObjectMapper().readTree(line));
            }
        }
        return summaries;
    }

    private void succeeds(Object... words) throws Exception {
        Command.Ended ended = bongsu(words);
        assertThat(ended.code()).as(ended.stderr()).isZero();
    }

    private Command.Ended bongsu(Object... words) throws Exception {
        List<Object> all = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder));
        all.add(Shipped.LAUNCHER);
        all.addAll(List.of(words));
        return Command.of(all.toArray()).with("BONGSU_HOME", folder.resolve("home")).run(folder);
    }
}
