package kr.bongsu.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real OpenID provider as a program (`console/test/openid-provider.mjs`), and a person in front
/// of its pages.
record OpenIdProvider(Process process, String issuer) implements AutoCloseable {

    static final String CLIENT = "bongsu";
    static final String SECRET = "a+secret/of tests";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_PAGES = 20;
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    /// @param redirect where it may send people back to
    static OpenIdProvider start(String redirect) throws IOException {
        return start(redirect, "127.0.0.1");
    }

    /// The same, under another name of this machine: for a browser that is another site.
    static OpenIdProvider start(String redirect, String host) throws IOException {
        Path console = Shipped.ROOT.resolve("console");
        Process process =
                new ProcessBuilder(
                                "node", "test/openid-provider.mjs", CLIENT, SECRET, redirect, host)
                        .directory(console.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (line == null) {
            throw new AssertionError("the provider did not start: " + process);
        }
        return new OpenIdProvider(
                process, new ObjectMapper().readTree(line).path("issuer").asText());
    }

    /// Goes to an address of the provider and does what its pages ask, as this person.
    ///
    /// @return what the provider gives the browser to bring back
    Map<String, String> logIn(String address, String name) throws Exception {
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            HttpRequest next = get(URI.create(address));
            for (int i = 0; i < MOST_PAGES; i++) {
                HttpResponse<String> page =
                        browser.send(next, HttpResponse.BodyHandlers.ofString());
                if (page.statusCode() / 100 == 3) {
                    URI to =
                            page.uri().resolve(page.headers().firstValue("Location").orElseThrow());
                    if (!to.toString().startsWith(issuer)) {
                        return fields(to.getRawQuery());
                    }
                    next = get(to);
                } else {
                    next = filled(page, name);
                }
            }
        }
        throw new AssertionError("the provider's pages do not end");
    }

    private static HttpRequest get(URI address) {
        return HttpRequest.newBuilder(address).timeout(LIMIT).build();
    }

    private static HttpRequest filled(HttpResponse<String> page, String name) {
        Matcher form = FORM.matcher(page.body());
        if (page.statusCode() != 200 || !form.find()) {
            throw new AssertionError(page.statusCode() + " " + page.body());
        }
        StringBuilder fields = new StringBuilder("login=" + name + "&password=any");
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            fields.append('&').append(hidden.group(1)).append('=').append(hidden.group(2));
        }
        return HttpRequest.newBuilder(page.uri().resolve(form.group(1)))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.toString()))
                .build();
    }

    private static Map<String, String> fields(String query) {
        Map<String, String> fields = new HashMap<>();
        for (String field : List.of(query.split("&", -1))) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
}
