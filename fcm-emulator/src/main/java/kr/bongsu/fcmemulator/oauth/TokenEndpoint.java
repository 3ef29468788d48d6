package kr.bongsu.fcmemulator.oauth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import kr.bongsu.fcmemulator.directory.ServiceAccount;
import kr.bongsu.fcmemulator.fault.Conduct;
import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Service;

/// `POST /token`: grants an access token for an assertion that the service account signed.
public final class TokenEndpoint implements Service {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final ServiceAccount account;
    private final String ownUrl;
    private final Grants grants;
    private final Conduct conduct;
    private final InstantSource clock;

    public TokenEndpoint(
            ServiceAccount account,
            String ownUrl,
            Grants grants,
            Conduct conduct,
            InstantSource clock) {
        this.account = account;
        this.ownUrl = ownUrl;
        this.grants = grants;
        this.conduct = conduct;
        this.clock = clock;
    }

    @Override
    public Reply answer(Request request) {
        if (!request.method().equals("POST")) {
            return refuse(405, "invalid_request", "Only POST is allowed.");
        }
        String form = new String(request.body(), StandardCharsets.UTF_8);
        Optional<String> grantType;
        Optional<String> assertion;
        try {
            grantType = Request.formValue(form, "grant_type");
            assertion = Request.formValue(form, "assertion");
        } catch (IllegalArgumentException e) {
            return refuse(400, "invalid_request", "Bad Request");
        }
        if (grantType.isEmpty()) {
            return refuse(400, "invalid_request", "Required parameter is missing: grant_type");
        }
        if (!grantType.get().equals(JWT_BEARER)) {
            return refuse(400, "unsupported_grant_type", "Invalid grant_type: " + grantType.get());
        }
        if (assertion.isEmpty()) {
            return refuse(400, "invalid_request", "Required parameter is missing: assertion");
        }
        return switch (Assertion.check(assertion.get(), account, ownUrl, clock.instant())) {
            case Assertion.Verdict.Genuine(String scopes) -> grant(scopes);
            case Assertion.Verdict.Refused(String error, String description) ->
                    refuse(400, error, description);
        };
    }

    private Reply grant(String scopes) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("access_token", grants.issue(scopes, conduct.behaviour().timing().tokenLife()));
        json.put("expires_in", conduct.behaviour().timing().tokenLife().toSeconds());
        json.put("token_type", "Bearer");
        return Reply.now(Response.json(200, json.toString()));
    }

    private static Reply refuse(int status, String error, String description) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("error", error);
        json.put("error_description", description);
        return Reply.now(Response.json(status, json.toString()));
    }
}
