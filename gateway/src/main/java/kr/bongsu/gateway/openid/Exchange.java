package kr.bongsu.gateway.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;

/// Turns the code that a browser has brought into an ID token. Of the provider's other tokens
/// nothing is kept or used.
record Exchange(Web web, OpenIdSettings settings) {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    /// Nothing when the provider does not take the code: it is used, over, another client's, or was
    /// asked for by somebody else.
    ///
    /// @throws IOException when the provider does not answer, or does not take this client's secret
    Optional<String> idToken(Provider provider, Flow flow, String code)
            throws IOException, InterruptedException {
        OpenIdSettings.Client client = settings.client();
        String secret = secret(client.secret());
        Form form =
                new Form()
                        .with("grant_type", "authorization_code")
                        .with("code", code)
                        .with("redirect_uri", settings.redirect())
                        .with("code_verifier", flow.verifier());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(provider.token())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json");
        if (provider.rest().basic()) {
            String both = Form.encoded(client.id()) + ":" + Form.encoded(secret);
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        } else {
            form.with("client_id", client.id()).with("client_secret", secret);
        }
        HttpResponse<String> answer =
                web.ask(request.POST(HttpRequest.BodyPublishers.ofString(form.text())));
        String token = field(answer, "id_token");
        if (answer.statusCode() == OK && !token.isEmpty()) {
            return Optional.of(token);
        }
        String error = field(answer, "error");
        if (answer.statusCode() == BAD_REQUEST && error.equals("invalid_grant")) {
            return Optional.empty();
        }
        throw new IOException(
                provider.token()
                        + " answers "
                        + answer.statusCode()
                        + " "
                        + (error.matches("[a-z_]{1,40}") ? error : "without an ID token"));
    }

    private static String field(HttpResponse<String> answer, String name) {
        try {
            String text = JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), name);
            return text == null ? "" : text;
        } catch (ParseException notJson) {
            return "";
        }
    }

    private static String secret(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            if (line == null || line.isBlank()) {
                throw new IOException(file + " has no secret in its first line");
            }
            return line.strip();
        }
    }
}
