package kr.bongsu.fcmemulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.fcmemulator.fault.Latency;

/// An emulator on free ports, and a plain client that talks to it.
final class RunningEmulator implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

    private final Path dir;
    private final Emulator emulator;
    private final HttpClient client;

    private RunningEmulator(Path dir, Emulator emulator, HttpClient client) {
        this.dir = dir;
        this.emulator = emulator;
        this.client = client;
    }

    static RunningEmulator start(Path dir) throws IOException, GeneralSecurityException {
        return start(dir, "0");
    }

    static RunningEmulator start(Path dir, String latency)
            throws IOException, GeneralSecurityException {
        Behaviour behaviour = Behaviour.DEFAULT.withLatency(Latency.parse(latency));
        Options options =
                new Options(dir, "127.0.0.1", new Options.Ports(0, 0), "demo-project", behaviour);
        Emulator emulator = Emulator.start(options);
        HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(trusting(dir.resolve("trust.p12")))
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
        return new RunningEmulator(dir, emulator, client);
    }

    static SSLContext trusting(Path trustStore) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trustStore)) {
            store.load(in, "changeit".toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    Path dir() {
        return dir;
    }

    int tlsPort() {
        return emulator.tlsPort();
    }

    int port() {
        return emulator.port();
    }

    String url(String path) {
        return "http://127.0.0.1:" + emulator.port() + path;
    }

    String tlsUrl(String path) {
        return "https://127.0.0.1:" + emulator.tlsPort() + path;
    }

    HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
    }

    HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Sends a request body to `messages:send` with a fresh access token, over HTTP/1.1 without
    /// TLS.
    HttpResponse<String> send(String body) throws Exception {
        return send(body, accessToken());
    }

    HttpResponse<String> send(String body, String accessToken) throws Exception {
        return exchange(sending(url("/v1/projects/demo-project/messages:send"), body, accessToken));
    }

    HttpRequest sending(String url, String body, String accessToken) {
        return request(url)
                .version(HttpClient.Version.HTTP_1_1)
                .header("authorization", "Bearer " + accessToken)
                .header("content-type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    JsonNode sendToToken(String token) throws Exception {
        return json(
                send("{\"message\":{\"token\":\""
                                + token
                                + "\",\"notification\":{\"title\":\"t\"}}}")
                        .body());
    }

    /// Calls a control path; an empty body is no body.
    HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return exchange(
                request(url("/control/" + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("content-type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    JsonNode stats() throws IOException, InterruptedException {
        return json(exchange(request(url("/stats")).GET().build()).body());
    }

    String accessToken() throws Exception {
        return json(grant(assertion(SCOPE, Instant.now(), serviceAccountKey())).body())
                .path("access_token")
                .asText();
    }

    HttpResponse<String> grant(String assertion) throws IOException, InterruptedException {
        String form =
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                        + assertion;
        return exchange(
                request(url("/token"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
    }

    JsonNode serviceAccount() throws IOException {
        return json(Files.readString(dir.resolve("service-account.json")));
    }

    PrivateKey serviceAccountKey() throws IOException, GeneralSecurityException {
        String pem = serviceAccount().path("private_key").asText();
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    String assertion(String scope, Instant issued, PrivateKey key) throws Exception {
        String claims =
                MAPPER.createObjectNode()
                        .put("iss", serviceAccount().path("client_email").asText())
                        .put("scope", scope)
                        .put("aud", "https://oauth2.googleapis.com/token")
                        .put("iat", issued.getEpochSecond())
                        .put("exp", issued.getEpochSecond() + 3600)
                        .toString();
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String text =
                encoder.encodeToString(
                                "{\"alg\":\"RS256\",\"typ\":\"JWT\"}"
                                        .getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + encoder.encodeToString(signature.sign());
    }

    static JsonNode json(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    @Override
    public void close() throws IOException {
        client.close();
        emulator.close();
    }
}
