package kr.bongsu.fcmemulator.send;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes message names in the forms that FCM uses, no two alike.
final class MessageNames {

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMicros;

    MessageNames(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// For a token: `0:<microseconds>%<16 hex>`, the percent sign literal.
    String forToken(String project) {
        String half = hex8(random.nextInt());
        return "projects/" + project + "/messages/0:" + nextMicros() + "%" + half + half;
    }

    /// For a topic or a condition: a decimal number.
    String forTopic(String project) {
        return "projects/"
                + project
                + "/messages/"
                + (nextMicros() * 4096 + random.nextInt(4096) & Long.MAX_VALUE);
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
