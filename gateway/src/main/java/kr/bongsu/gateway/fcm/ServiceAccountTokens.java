package kr.bongsu.gateway.fcm;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Tokens for a service account by the JWT-bearer grant (RFC 7523).
record ServiceAccountTokens(ServiceAccount account, TokenServer server) implements TokenSource {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    @Override
    public Grant fetch(Instant now) throws IOException, InterruptedException {
        String form =
                "grant_type=" + encode(GRANT) + "&assertion=" + encode(account.assertion(now));
        return server.ask(
                HttpRequest.newBuilder(account.tokenUri())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    @Override
    public String name() {
        return account.email() + " at " + account.tokenUri();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
