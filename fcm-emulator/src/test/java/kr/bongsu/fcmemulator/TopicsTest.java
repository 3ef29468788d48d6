package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsTest {

    private static final String REGISTRATIONS = "/v1/projects/demo-project/registrations/";

    private RunningEmulator emulator;
    private String accessToken;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        emulator = RunningEmulator.start(dir);
        accessToken = emulator.accessToken();
    }

    @AfterEach
    void stop() throws Exception {
        emulator.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return emulator.exchange(
                emulator.request(emulator.url(path))
                        .header("authorization", "Bearer " + accessToken)
                        .header("access_token_auth", "true")
                        .header("content-type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private HttpResponse<String> subscribe(String token, String topic) throws Exception {
        return call(
                "POST", REGISTRATIONS + token + "/topicSubscriptions?topic_name=" + topic, "{}");
    }

    private int received(String token) throws Exception {
        return RunningEmulator.json(emulator.control("GET", "phones/" + token, "").body())
                .path("received")
                .asInt();
    }

    @Test
    void aTopicMessageReachesItsSubscribersAndCountsOnce() throws Exception {
        assertThat(subscribe("t1", "news").statusCode()).isEqualTo(200);
        subscribe("t2", "news");
        subscribe("t3", "sport");

        JsonNode answer =
                RunningEmulator.json(
                        emulator.send(
                                        "{\"message\":{\"topic\":\"news\",\"data\":{\"k\":\"v\"}}}",
                                        accessToken)
                                .body());

        assertThat(answer.path("name").asText())
                .matches("projects/demo-project/messages/\\d{16,19}");
        assertThat(received("t1")).isEqualTo(1);
        assertThat(received("t2")).isEqualTo(1);
        assertThat(received("t3")).isZero();
        assertThat(emulator.stats().path("accepted").asInt()).isEqualTo(1);
        assertThat(emulator.stats().path("distinct").asInt()).isEqualTo(1);
        assertThat(emulator.stats().path("received").asInt()).isEqualTo(2);
    }

    @Test
    void aConditionReachesThoseItHoldsFor() throws Exception {
        subscribe("t1", "a");
        subscribe("t2", "a");
        subscribe("t2", "b");
        subscribe("t3", "c");

        emulator.send(
                "{\"message\":{\"condition\":\"'a' in topics && !('b' in topics)\"}}", accessToken);
        emulator.send("{\"message\":{\"condition\":\"!('a' in topics)\"}}", accessToken);

        assertThat(received("t1")).isEqualTo(1);
        assertThat(received("t2")).isZero();
        assertThat(received("t3")).isEqualTo(1);
    }

    @Test
    void aSubscriptionCanBeReadListedAndDeleted() throws Exception {
        subscribe("t1", "a");
        subscribe("t1", "b");

        assertThat(call("GET", REGISTRATIONS + "t1/topicSubscriptions/a", "").body())
                .contains("projects/demo-project/registrations/t1/topicSubscriptions/a");
        JsonNode page =
                RunningEmulator.json(
                        call("GET", REGISTRATIONS + "t1/topicSubscriptions?pageSize=1", "").body());
        assertThat(page.findValuesAsText("topicName")).containsExactly("a");
        JsonNode rest =
                RunningEmulator.json(
                        call(
                                        "GET",
                                        REGISTRATIONS
                                                + "t1/topicSubscriptions?pageToken="
                                                + page.path("nextPageToken").asText(),
                                        "")
                                .body());
        assertThat(rest.findValuesAsText("topicName")).containsExactly("b");
        assertThat(rest.has("nextPageToken")).isFalse();

        assertThat(call("DELETE", REGISTRATIONS + "t1/topicSubscriptions/a", "").statusCode())
                .isEqualTo(200);
        assertThat(call("DELETE", REGISTRATIONS + "t1/topicSubscriptions/a", "").statusCode())
                .isEqualTo(404);
        assertThat(
                        call(
                                        "DELETE",
                                        REGISTRATIONS
                                                + "t1/topicSubscriptions/a?allow_missing=true",
                                        "")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSecondSubscriptionAlreadyExists() throws Exception {
        subscribe("t1", "a");

        HttpResponse<String> second = subscribe("t1", "a");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("ALREADY_EXISTS");
    }

    @Test
    void theOlderInterfaceAnswersForEachToken() throws Exception {
        HttpResponse<String> answer =
                call(
                        "POST",
                        "/iid/v1:batchAdd",
                        "{\"to\":\"/topics/news\",\"registration_tokens\":[\"t1\",\"unreg-1\",\"invalid-1\"]}");

        assertThat(RunningEmulator.json(answer.body()))
                .isEqualTo(
                        RunningEmulator.json(
                                "{\"results\":[{},{\"error\":\"NOT_FOUND\"},{\"error\":\"INVALID_ARGUMENT\"}]}"));
        emulator.send("{\"message\":{\"topic\":\"news\"}}", accessToken);
        assertThat(received("t1")).isEqualTo(1);

        call(
                "POST",
                "/iid/v1:batchRemove",
                "{\"to\":\"/topics/news\",\"registration_tokens\":[\"t1\"]}");
        emulator.send("{\"message\":{\"topic\":\"news\"}}", accessToken);
        assertThat(received("t1")).isEqualTo(1);
    }

    @Test
    void nobodySubscribesWithoutAnAccessToken() throws Exception {
        accessToken = "invented";

        assertThat(subscribe("t1", "a").statusCode()).isEqualTo(401);
        assertThat(call("POST", "/iid/v1:batchAdd", "{}").statusCode()).isEqualTo(401);
    }
}
