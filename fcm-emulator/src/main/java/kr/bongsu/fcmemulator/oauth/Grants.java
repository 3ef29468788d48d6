package kr.bongsu.fcmemulator.oauth;

import io.netty.util.AsciiString;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The access tokens that were granted; the oldest are forgotten above a limit.
public final class Grants {

    private static final int LIMIT = 10_000;

    /// A service account's real access token has about a kilobyte, which a client's header table
    /// has to hold.
    private static final int RANDOM_BYTES = 756;

    private static final Set<String> SCOPES =
            Set.of(
                    "https://www.googleapis.com/auth/firebase.messaging",
                    "https://www.googleapis.com/auth/cloud-platform");

    private record Grant(long expiresAtMillis, boolean isForMessaging) {}

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<AsciiString, Grant> grants =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<AsciiString, Grant> eldest) {
                    return size() > LIMIT;
                }
            };
    private long granted;

    public Grants(InstantSource clock) {
        this.clock = clock;
    }

    /// A new token for space-separated scopes.
    public String issue(String scopes, Duration life) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String token = "ya29.c." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        boolean isForMessaging = Arrays.stream(scopes.split(" ", -1)).anyMatch(SCOPES::contains);
        grants.put(
                new AsciiString("Bearer " + token),
                new Grant(clock.millis() + life.toMillis(), isForMessaging));
        granted++;
        return token;
    }

    public Access check(@Nullable CharSequence authorization) {
        if (authorization == null) {
            return Access.MISSING;
        }
        Grant grant = grants.get(AsciiString.of(authorization));
        if (grant == null) {
            return Access.UNKNOWN;
        }
        if (clock.millis() >= grant.expiresAtMillis()) {
            return Access.EXPIRED;
        }
        return grant.isForMessaging() ? Access.ALLOWED : Access.INSUFFICIENT_SCOPE;
    }

    /// Makes every token that was granted so far worthless.
    public void revokeAll() {
        grants.clear();
    }

    public long granted() {
        return granted;
    }
}
