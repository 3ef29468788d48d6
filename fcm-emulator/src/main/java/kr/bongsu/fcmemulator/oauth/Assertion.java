package kr.bongsu.fcmemulator.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import kr.bongsu.fcmemulator.directory.ServiceAccount;

/// A JWT that a service account signed to ask for an access token (RFC 7523).
final class Assertion {

    /// What the check of an assertion found.
    sealed interface Verdict {
        record Genuine(String scopes) implements Verdict {}

        /// `error` and `description` as Google's endpoint words them.
        record Refused(String error, String description) implements Verdict {}
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration MAX_LIFE = Duration.ofHours(1);
    private static final String GOOGLE = "https://oauth2.googleapis.com/token";

    private Assertion() {}

    /// @param ownUrl accepted as audience besides Google's, which both SDKs send whatever the
    ///   `token_uri` is
    static Verdict check(String jwt, ServiceAccount account, String ownUrl, Instant now) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            return invalid("Bad Request");
        }
        JsonNode header;
        JsonNode claims;
        byte[] signature;
        try {
            header = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[0]));
            claims = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            signature = Base64.getUrlDecoder().decode(parts[2]);
        } catch (IOException | IllegalArgumentException e) {
            return invalid("Bad Request");
        }
        if (!claims.path("iss").asText().equals(account.clientEmail())) {
            return invalid("Invalid grant: account not found");
        }
        if (!header.path("alg").asText().equals("RS256")
                || !isSigned(parts[0] + "." + parts[1], signature, account)) {
            return invalid("Invalid JWT Signature.");
        }
        if (!Set.of(GOOGLE, ownUrl).contains(claims.path("aud").asText())) {
            return invalid("Invalid JWT: Failed audience check");
        }
        Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
        Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
        if (expires.isAfter(issued.plus(MAX_LIFE))
                || issued.isAfter(now.plus(SKEW))
                || expires.isBefore(now.minus(SKEW))) {
            return invalid(
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
                            + " Check your iat and exp values in the JWT claim.");
        }
        String scopes = claims.path("scope").asText();
        return scopes.isBlank()
                ? new Verdict.Refused(
                        "invalid_scope", "Invalid OAuth scope or ID token audience provided.")
                : new Verdict.Genuine(scopes);
    }

    private static Verdict invalid(String description) {
        return new Verdict.Refused("invalid_grant", description);
    }

    private static boolean isSigned(String text, byte[] signature, ServiceAccount account) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(account.publicKey());
            check.update(text.getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of the wrong length is a wrong signature.
            return false;
        }
    }
}
