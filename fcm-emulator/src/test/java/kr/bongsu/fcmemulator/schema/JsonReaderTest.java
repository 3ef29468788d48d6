package kr.bongsu.fcmemulator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static final Schema ANDROID = FcmSchema.ANDROID;

    private static Parsed ttl(String text) {
        return JsonReader.read(
                ("{\"ttl\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8), ANDROID);
    }

    @ParameterizedTest
    @CsvSource({
        "3s, 3000000000",
        "3.5s, 3500000000",
        "3.000000001s, 3000000001",
        "0s, 0",
        "-1.5s, -1500000000",
        "2419200s, 2419200000000000",
    })
    void durationsAreRead(String text, long nanos) {
        assertThat(ttl(text))
                .isInstanceOfSatisfying(
                        Parsed.Read.class,
                        read ->
                                assertThat(read.root().duration(ANDROID.field("ttl")))
                                        .isEqualTo(Duration.ofNanos(nanos)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "3",
                "-s",
                ".5s",
                "3.s",
                "3.0000000001s",
                "1234567890123s",
                "3ss",
                "1e3s",
                " 3s"
            })
    void whatIsNoDurationIsRefused(String text) {
        assertThat(ttl(text))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused ->
                                assertThat(refused.violations().getFirst().field())
                                        .isEqualTo("ttl"));
    }

    @Test
    void everyFaultIsCollected() {
        Parsed parsed =
                JsonReader.read(
                        "{\"x\":{\"y\":[1]},\"ttl\":3,\"priority\":\"LOUD\",\"collapse_key\":{}}"
                                .getBytes(StandardCharsets.UTF_8),
                        ANDROID);

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(Violation::field)
                                        .containsExactly("", "ttl", "priority", "collapse_key"));
    }

    @Test
    void bothSpellingsOfAFieldAreOne() {
        for (String name : new String[] {"collapse_key", "collapseKey"}) {
            Parsed parsed =
                    JsonReader.read(
                            ("{\"" + name + "\":\"k\"}").getBytes(StandardCharsets.UTF_8), ANDROID);

            assertThat(parsed)
                    .isInstanceOfSatisfying(
                            Parsed.Read.class,
                            read ->
                                    assertThat(read.root().text(ANDROID.field("collapse_key")))
                                            .isEqualTo("k"));
        }
    }

    /// Whatever arrives, the reader answers and never throws.
    @Test
    void damagedBodiesAreAnswered() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole =
                "{\"message\":{\"token\":\"t\",\"data\":{\"a\":\"b\"},\"android\":{\"ttl\":\"3s\",\"priority\":\"high\"},\"apns\":{\"payload\":{\"aps\":{\"badge\":1}}}}}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(JsonReader.read(damaged, FcmSchema.SEND_REQUEST))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }
}
