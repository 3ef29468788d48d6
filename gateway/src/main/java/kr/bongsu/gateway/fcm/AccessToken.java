package kr.bongsu.gateway.fcm;

import io.netty.util.AsciiString;
import java.time.Instant;

/// A bearer token, good until it expires. Never printed.
record AccessToken(AsciiString authorization, Instant grantedAt, Instant expiresAt) {

    boolean isGood(Instant now) {
        return now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "access token until " + expiresAt;
    }
}
