package kr.bongsu.fcmemulator.send;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes message names in the forms that FCM uses, no two alike.
public final class MessageNames {

    private final String prefix;
    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMicros;

    public MessageNames(String project, InstantSource clock, RandomGenerator random) {
        this.prefix = "projects/" + project + "/messages/";
        this.clock = clock;
        this.random = random;
    }

    /// For a token: `0:<microseconds>%<16 hex>`, the percent sign literal.
    String forToken() {
        String half = hex8(random.nextInt());
        return prefix + "0:" + nextMicros() + "%" + half + half;
    }

    /// For a topic or a condition: a decimal number.
    String forTopic() {
        return prefix + (nextMicros() * 1024 + random.nextInt(1024));
    }

    /// For a dry run to a token: always the same.
    String ofDryRun() {
        return prefix + "fake_message_id";
    }

    private long nextMicros() {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        lastMicros = Math.max(lastMicros + 1, micros);
        return lastMicros;
    }

    private static String hex8(int value) {
        String hex = Integer.toHexString(value);
        return "0".repeat(8 - hex.length()) + hex;
    }
}
