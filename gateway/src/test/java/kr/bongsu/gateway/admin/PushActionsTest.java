package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.delivery.Delivery;
import kr.bongsu.gateway.delivery.DeliverySettings;
import kr.bongsu.gateway.delivery.Places;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steering single pushes over HTTP, with a real ledger and nothing that sends.
class PushActionsTest {

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private TestAccess files;
    private Ledger ledger;
    private Delivery delivery;
    private ConsoleServer server;
    private Person operator;
    private Person viewer;

    @BeforeEach
    void start() throws Exception {
        files = new TestAccess(folder).withEachRole();
        Places places = new Places(4_000);
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        places,
                        () -> Submissions.NOW);
        // It is not started, so that what it has in memory stays there.
        delivery =
                new Delivery(
                        DeliverySettings.DEFAULT,
                        ledger,
                        places,
                        (_, _) -> {},
                        () -> Submissions.NOW);
        Sending sending = TestAccess.sending(delivery::cancel);
        server = TestConsole.with(TestConsole.noLinks(folder), ledger, sending, files.access());
        Person nobody = Person.anonymous(http, server.start());
        operator = nobody.login("operator", TestAccess.PASSWORD);
        viewer = nobody.login("viewer", TestAccess.PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
        delivery.close();
        ledger.close();
        http.close();
    }

    @Test
    void aReservedPushIsHeldLetGoCancelledAndSentAgainAndEachIsAudited() throws Exception {
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        ledger.accept(
                        Submissions.of(
                                "a", Lane.SINGLE, Optional.of(tomorrow), Submissions.recipients(1)))
                .get(20, TimeUnit.SECONDS);
        assertThat(state(act("hold"))).isEqualTo("held");
        assertThat(state(act("let-go"))).isEqualTo("reserved");
        JsonObject cancelled = act("cancel");
        assertThat(state(cancelled)).isEqualTo("cancelled");
        assertThat(cancelled.getJsonArray("timeline").encode()).contains("by operator");
        assertThat(ledger.counts().in(PushState.CANCELLED)).isEqualTo(1);
        assertThat(state(act("send-again"))).isEqualTo("pending");
        assertThat(Files.readAllLines(files.audit()))
                .filteredOn(line -> line.contains("\"push."))
                .hasSize(4)
                .allMatch(line -> line.contains("\"who\":\"operator\""))
                .anyMatch(line -> line.contains("push.cancel") && line.contains("was reserved"));
    }

    @Test
    void whatWaitsInMemoryIsCancelledToo() throws Exception {
        delivery.accept(Submissions.of("a", Lane.MULTI, 2)).get(20, TimeUnit.SECONDS);
        assertThat(ledger.counts().in(PushState.IN_FLIGHT)).isEqualTo(2);
        JsonObject cancelled = act("cancel");
        assertThat(state(cancelled)).isEqualTo("cancelled");
        assertThat(cancelled.getJsonArray("timeline").encode())
                .contains("by operator, was waiting in memory");
        assertThat(ledger.counts().in(PushState.IN_FLIGHT)).isEqualTo(1);
    }

    @Test
    void whatIsBeingSentIsLeftAloneAndAViewerMayDoNothing() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 1)).get(20, TimeUnit.SECONDS);
        HttpResponse<String> late = operator.post("/api/pushes/1/cancel", "{}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("in-flight");
        assertThat(operator.post("/api/pushes/2/cancel", "{}").statusCode()).isEqualTo(404);
        assertThat(viewer.post("/api/pushes/1/cancel", "{}").statusCode()).isEqualTo(403);
        assertThat(ledger.counts().in(PushState.IN_FLIGHT)).isEqualTo(1);
        assertThat(Files.readString(files.audit()))
                .doesNotContain("\"who\":\"viewer\",\"action\":\"push");
    }

    @Test
    void aPushTellsWhatThePhoneShowsMaskedUntilSomebodySaysWhy() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 1)).get(20, TimeUnit.SECONDS);
        Message silent = new Message(TestAccess.SILENT, "to the app", "alone", "g", "u");
        ledger.accept(
                        new Submission(
                                Optional.of("b"),
                                "single01",
                                Lane.SINGLE,
                                0,
                                Submissions.NOW,
                                List.of(
                                        new Submission.Addressed(
                                                silent,
                                                Optional.empty(),
                                                Submissions.recipients(1)))))
                .get(20, TimeUnit.SECONDS);
        String why = "{\"reason\":\"a complaint\"}";
        assertThat(new JsonObject(viewer.get("/api/pushes/1").body()).getJsonObject("shown"))
                .isEqualTo(new JsonObject().put("title", "[증…").put("body", "******"));
        assertThat(
                        new JsonObject(operator.post("/api/pushes/1/unmask", why).body())
                                .getJsonObject("shown"))
                .isEqualTo(new JsonObject().put("title", "[증권] 제목 ' 똠").put("body", "본문 \\ 1"));
        for (HttpResponse<String> none :
                List.of(viewer.get("/api/pushes/2"), operator.post("/api/pushes/2/unmask", why))) {
            assertThat(none.body()).contains("\"shown\":null");
        }
    }

    private JsonObject act(String what) throws Exception {
        HttpResponse<String> answer = operator.post("/api/pushes/1/" + what, "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static String state(JsonObject push) {
        return push.getString("state");
    }
}
