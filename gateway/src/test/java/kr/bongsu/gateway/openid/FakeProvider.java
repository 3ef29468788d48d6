package kr.bongsu.gateway.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import kr.bongsu.gateway.access.Role;

/// A provider that says whatever a test wants it to.
public final class FakeProvider implements AutoCloseable {

    public static final String CLIENT = "bongsu console";
    static final String SECRET = "a secret: 100%+";

    /// What it says of itself.
    final Map<String, Object> told = new ConcurrentHashMap<>();

    /// What was posted to it for a token, with the header `Authorization`.
    final ConcurrentLinkedQueue<Map<String, String>> asked = new ConcurrentLinkedQueue<>();

    private final HttpServer server;
    private volatile ECKey key;
    private volatile Answer token = new Answer(400, "{\"error\":\"invalid_grant\"}");

    private record Answer(int status, String body) {}

    public FakeProvider() throws IOException, JOSEException {
        key = newKey("one");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        told.put("issuer", issuer());
        told.put("authorization_endpoint", issuer() + "/auth?tenant=1");
        told.put("token_endpoint", issuer() + "/token");
        told.put("jwks_uri", issuer() + "/keys");
        told.put("end_session_endpoint", issuer() + "/end");
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, new Answer(200, JSONObjectUtils.toJSONString(told))));
        server.createContext(
                "/keys",
                exchange -> answer(exchange, new Answer(200, new JWKSet(key).toString(true))));
        server.createContext("/token", this::token);
        server.start();
    }

    static ECKey newKey(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    ECKey key() {
        return key;
    }

    /// From now on it signs with another key.
    void rotate() throws JOSEException {
        key = newKey("two");
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// As a gateway would have it in its configuration.
    public OpenIdSettings settings(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\nnot this\n");
        return new OpenIdSettings(
                URI.create(issuer()),
                new OpenIdSettings.Client(CLIENT, secret, List.of("profile")),
                claims("groups"),
                door(true),
                new OpenIdSettings.Way(Optional.empty(), Duration.ofSeconds(30)));
    }

    public static OpenIdSettings.Door door(boolean local) {
        return new OpenIdSettings.Door(URI.create("https://push.example/"), "Acme ID", local);
    }

    static OpenIdSettings.Claims claims(String groups) {
        return new OpenIdSettings.Claims(
                "preferred_username",
                groups,
                Map.of(
                        Role.VIEWER, Set.of("desk"),
                        Role.OPERATOR, Set.of("push ops", "night ops"),
                        Role.ADMIN, Set.of("push-admins")));
    }

    /// Claims of somebody who may operate, for the login with this nonce.
    public JWTClaimsSet.Builder kim(String nonce) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("u-17")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("preferred_username", "kim")
                .claim("groups", List.of("all", "push ops"));
    }

    /// Gives a token with these claims, signed as it should be, for the next codes.
    public void gives(JWTClaimsSet claims) throws JOSEException {
        gives(signed(key, claims));
    }

    /// Gives this token for the next codes.
    void gives(String idToken) {
        answers(200, JSONObjectUtils.toJSONString(new HashMap<>(Map.of("id_token", idToken))));
    }

    void answers(int status, String body) {
        token = new Answer(status, body);
    }

    static String signed(ECKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                        claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                fields(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        form.put("Authorization", header == null ? "" : header);
        asked.add(form);
        answer(exchange, token);
    }

    /// The fields of a form or a query.
    public static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            fields.put(
                    URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
