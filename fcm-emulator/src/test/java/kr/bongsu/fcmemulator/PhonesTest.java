package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the owner of a phone would see.
class PhonesTest {

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

    private void send(String message) throws Exception {
        assertThat(
                        emulator.send(
                                        "{\"message\":" + message.replace('\'', '"') + "}",
                                        accessToken)
                                .statusCode())
                .isEqualTo(200);
    }

    private JsonNode phone(String token) throws Exception {
        return RunningEmulator.json(emulator.control("GET", "phones/" + token, "").body());
    }

    private List<String> titles(String token) throws Exception {
        return phone(token).path("screen").findValuesAsText("title");
    }

    private void power(String token, boolean isOn) throws Exception {
        assertThat(
                        emulator.control("PATCH", "phones/" + token, "{\"online\":" + isOn + "}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAppWithANewTokenIsReachedByThatAlone() throws Exception {
        send("{'token':'ios-1','notification':{'title':'a'}}");
        JsonNode renewed =
                RunningEmulator.json(
                        emulator.control("PATCH", "phones/ios-1", "{\"new_token\":\"n2\"}").body());
        assertThat(renewed.path("token").asText()).isEqualTo("n2");
        assertThat(renewed.path("platform").asText()).isEqualTo("ios");

        send("{'token':'n2','notification':{'title':'b'}}");

        assertThat(titles("n2")).containsExactly("b");
        assertThat(emulator.send("{\"message\":{\"token\":\"ios-1\"}}", accessToken).statusCode())
                .isEqualTo(404);
        assertThat(emulator.control("PATCH", "phones/n2", "{\"new_token\":\"n2\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTagReplacesWhatIsOnTheScreen() throws Exception {
        send(
                "{'token':'t1','notification':{'title':'old'},'android':{'notification':{'tag':'g'}}}");
        send("{'token':'t1','notification':{'title':'other'}}");
        send(
                "{'token':'t1','notification':{'title':'new'},'android':{'notification':{'tag':'g'}}}");

        assertThat(titles("t1")).containsExactly("other", "new");
        assertThat(phone("t1").path("screen").path(1).path("times").asInt()).isEqualTo(2);
    }

    @Test
    void anIphoneReplacesByItsOwnCollapseIdAndShowsItsOwnAlert() throws Exception {
        String message =
                "{'token':'ios-1','notification':{'title':'common'},"
                        + "'apns':{'headers':{'apns-collapse-id':'c'},'payload':{'aps':{'alert':{'title':'%s'}}}}}";
        send(message.formatted("first"));
        send(message.formatted("second"));

        assertThat(titles("ios-1")).containsExactly("second");
        assertThat(phone("ios-1").path("platform").asText()).isEqualTo("ios");
    }

    @Test
    void aDataMessageReachesTheAppAndNotTheScreen() throws Exception {
        send("{'token':'t1','data':{'k':'v'}}");

        assertThat(phone("t1").path("received").asInt()).isEqualTo(1);
        assertThat(titles("t1")).isEmpty();
        assertThat(emulator.stats().path("displayed").asInt()).isZero();
    }

    @Test
    void aPhoneThatIsOffGetsItsMessagesWhenItIsSwitchedOn() throws Exception {
        power("t1", false);
        send("{'token':'t1','android':{'collapse_key':'a'},'notification':{'title':'1'}}");
        send("{'token':'t1','android':{'collapse_key':'b'},'notification':{'title':'2'}}");
        assertThat(phone("t1").path("waiting").asInt()).isEqualTo(2);
        assertThat(emulator.stats().path("received").asInt()).isZero();

        power("t1", true);

        assertThat(titles("t1")).containsExactly("1", "2");
        assertThat(phone("t1").path("waiting").asInt()).isZero();
    }

    @Test
    void whileOffTheLastOfACollapseKeyIsKept() throws Exception {
        power("t1", false);
        send("{'token':'t1','android':{'collapse_key':'a'},'notification':{'title':'old'}}");
        send("{'token':'t1','android':{'collapse_key':'a'},'notification':{'title':'new'}}");
        power("t1", true);

        assertThat(titles("t1")).containsExactly("new");
        assertThat(emulator.stats().path("undelivered").asInt()).isEqualTo(1);
    }

    @Test
    void notificationsWithoutAKeyCollapseByTheirApp() throws Exception {
        power("t1", false);
        send("{'token':'t1','notification':{'title':'old'}}");
        send("{'token':'t1','notification':{'title':'new'}}");
        power("t1", true);

        assertThat(titles("t1")).containsExactly("new");
    }

    @Test
    void aTtlOfZeroDoesNotWait() throws Exception {
        power("t1", false);
        send("{'token':'t1','android':{'ttl':'0s'},'data':{'k':'v'}}");
        power("t1", true);

        assertThat(phone("t1").path("received").asInt()).isZero();
        assertThat(emulator.stats().path("undelivered").asInt()).isEqualTo(1);
    }

    @Test
    void theHundredAndFirstStoredMessageEmptiesTheStore() throws Exception {
        power("t1", false);
        for (int i = 0; i < 100; i++) {
            send("{'token':'t1','data':{'k':'v'}}");
        }
        assertThat(phone("t1").path("waiting").asInt()).isEqualTo(100);

        send("{'token':'t1','data':{'k':'v'}}");

        assertThat(phone("t1").path("waiting").asInt()).isZero();
        assertThat(emulator.stats().path("undelivered").asInt()).isEqualTo(101);
    }

    @Test
    void fourCollapseKeysAreKept() throws Exception {
        power("t1", false);
        for (String key : List.of("a", "b", "c", "d", "e")) {
            send(
                    "{'token':'t1','android':{'collapse_key':'"
                            + key
                            + "'},'notification':{'title':'"
                            + key
                            + "'}}");
        }
        power("t1", true);

        assertThat(titles("t1")).containsExactly("b", "c", "d", "e");
    }

    @Test
    void theSameIdOnTwoPhonesIsShownOnceOnEach() throws Exception {
        send("{'token':'t1','data':{'mid':'m'},'notification':{'title':'a'}}");
        send("{'token':'t2','data':{'mid':'m'},'notification':{'title':'a'}}");

        JsonNode stats = emulator.stats();
        assertThat(stats.path("repeated").asInt()).isEqualTo(1);
        assertThat(stats.path("displayed_twice").asInt()).isZero();
    }

    @Test
    void aRepeatUnderAnotherTagIsShownTwice() throws Exception {
        send(
                "{'token':'t1','data':{'mid':'m'},'android':{'notification':{'title':'a','tag':'x'}}}");
        send(
                "{'token':'t1','data':{'mid':'m'},'android':{'notification':{'title':'a','tag':'y'}}}");

        assertThat(emulator.stats().path("displayed_twice").asInt()).isEqualTo(1);
    }
}
