package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Too many messages that may collapse, to one phone.
class ThrottleTest {

    private RunningEmulator emulator;
    private String accessToken;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        emulator = RunningEmulator.start(dir);
        accessToken = emulator.accessToken();
        settings("{\"collapsible_burst\":2,\"collapsible_refill\":\"1h\"}");
    }

    @AfterEach
    void stop() throws Exception {
        emulator.close();
    }

    private void settings(String json) throws Exception {
        assertThat(emulator.control("PATCH", "settings", json).statusCode()).isEqualTo(200);
    }

    private void send(String token, String title, String android) throws Exception {
        String message =
                "{'message':{'token':'%s','notification':{'title':'%s'},'android':{%s}}}"
                        .formatted(token, title, android)
                        .replace('\'', '"');
        assertThat(emulator.send(message, accessToken).statusCode()).isEqualTo(200);
    }

    private JsonNode phone(String token) throws Exception {
        return RunningEmulator.json(emulator.control("GET", "phones/" + token, "").body());
    }

    private List<String> titles(String token) throws Exception {
        return phone(token).path("screen").findValuesAsText("title");
    }

    private void awaitTitles(String token, String... titles) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (titles(token).size() < titles.length && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(titles(token)).containsExactly(titles);
    }

    @Test
    void whatIsTooMuchWaitsAndTheLatestTakesThePlaceOfTheOthers() throws Exception {
        for (String title : List.of("1", "2", "3", "4")) {
            send("t1", title, "");
        }
        assertThat(titles("t1")).containsExactly("1", "2");
        assertThat(phone("t1").path("waiting").asInt()).isEqualTo(1);
        JsonNode stats = emulator.stats();
        assertThat(stats.path("delayed").asInt()).isEqualTo(2);
        assertThat(stats.path("undelivered").asInt()).as("3, for which 4 came").isEqualTo(1);

        settings("{\"collapsible_burst\":0}");
        awaitTitles("t1", "1", "2", "4");
    }

    @Test
    void oneMoreComesWhenItsTimeHasCome() throws Exception {
        settings("{\"collapsible_burst\":1,\"collapsible_refill\":\"500ms\"}");
        send("t1", "1", "'collapse_key':'a'");
        send("t1", "2", "'collapse_key':'b'");
        awaitTitles("t1", "1", "2");
    }

    @Test
    void whatMustBeThereNowOrNeverAndIphonesAreNotHeldBack() throws Exception {
        for (String title : List.of("1", "2", "3")) {
            send("t1", title, "'ttl':'0s'");
            send("ios-1", title, "");
        }
        assertThat(titles("t1")).containsExactly("1", "2", "3");
        assertThat(titles("ios-1")).containsExactly("1", "2", "3");
        assertThat(emulator.stats().path("delayed").asInt()).isZero();
    }
}
