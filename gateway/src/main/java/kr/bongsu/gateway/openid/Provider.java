package kr.bongsu.gateway.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a provider says of itself (OpenID Connect Discovery 1.0).
///
/// @param issuer as which it signs
/// @param authorization where people go to log in
/// @param token where a code is turned into an ID token
/// @param keys where its public keys are
/// @param rest what it need not have
record Provider(String issuer, URI authorization, URI token, URI keys, Rest rest) {

    private static final String BASIC = "client_secret_basic";

    /// What need not be there.
    ///
    /// @param end where people end what they have begun with the provider
    /// @param basic whether the client's secret goes in a header; else it goes in the body
    /// @param namesItself whether it says in each answer who answers (RFC 9207)
    record Rest(Optional<URI> end, boolean basic, boolean namesItself) {}

    /// @throws IOException when it does not answer, is another one, or would have us speak in clear
    static Provider ask(Web web, URI issuer) throws IOException, InterruptedException {
        String base = issuer.toString().replaceAll("/+$", "");
        String answer = web.get(URI.create(base + "/.well-known/openid-configuration"));
        try {
            Map<String, Object> told = JSONObjectUtils.parse(answer);
            String named = text(told, "issuer");
            if (!named.equals(issuer.toString())) {
                throw new IOException(
                        "it calls itself " + named + "; http.openid.issuer must say the same");
            }
            List<String> methods =
                    JSONObjectUtils.getStringList(told, "token_endpoint_auth_methods_supported");
            Rest rest =
                    new Rest(
                            optional(told, "end_session_endpoint"),
                            methods == null || methods.contains(BASIC),
                            Boolean.TRUE.equals(
                                    told.get("authorization_response_iss_parameter_supported")));
            return new Provider(
                    named,
                    safe(text(told, "authorization_endpoint")),
                    safe(text(told, "token_endpoint")),
                    safe(text(told, "jwks_uri")),
                    rest);
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("what " + base + " says of itself cannot be read", e);
        }
    }

    private static String text(Map<String, Object> told, String name)
            throws IOException, ParseException {
        String text = JSONObjectUtils.getString(told, name);
        if (text == null) {
            throw new IOException("it does not say its " + name);
        }
        return text;
    }

    private static Optional<URI> optional(Map<String, Object> told, String name)
            throws IOException, ParseException {
        String text = JSONObjectUtils.getString(told, name);
        return text == null ? Optional.empty() : Optional.of(safe(text));
    }

    private static URI safe(String text) throws IOException {
        URI address = URI.create(text);
        if (!OpenIdSettings.isSafe(address)) {
            throw new IOException(text + " is not safe to speak with: it must be https");
        }
        return address;
    }
}
