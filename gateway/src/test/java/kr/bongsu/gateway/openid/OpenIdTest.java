package kr.bongsu.gateway.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a login by a provider is made of, and every way in which one must fail.
class OpenIdTest {

    @TempDir Path folder;
    private FakeProvider provider;
    private OpenId openId;

    @BeforeEach
    void start() throws Exception {
        provider = new FakeProvider();
        openId = of(provider.settings(folder));
    }

    @AfterEach
    void stop() {
        openId.close();
        provider.close();
    }

    private static OpenId of(OpenIdSettings settings) {
        return new OpenId(settings, InstantSource.system());
    }

    @Test
    void theBrowserTakesAlongWhatTheLoginIsKnownByAndNoSecret() throws Exception {
        OpenId.Begun begun = openId.begin();
        String address = begun.address().toString();
        assertThat(address).startsWith(provider.issuer() + "/auth?tenant=1&");
        Map<String, String> query = FakeProvider.fields(begun.address().getRawQuery());
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", FakeProvider.CLIENT)
                .containsEntry("redirect_uri", "https://push.example/login/openid")
                .containsEntry("scope", "openid profile")
                .containsEntry("code_challenge_method", "S256");
        Flow flow = new Flow(begun.seed());
        assertThat(query)
                .containsEntry("state", flow.state())
                .containsEntry("nonce", flow.nonce())
                .containsEntry("code_challenge", s256(flow.verifier()));
        assertThat(address).doesNotContain(begun.seed(), flow.verifier(), "secret");
        assertThat(openId.begin().seed()).isNotEqualTo(begun.seed());
    }

    @Test
    void whoeverIsProvenAndHasARoleIsIn() throws Exception {
        Flow flow = begin();
        provider.gives(provider.kim(flow.nonce()).build());
        assertThat(finish(flow))
                .isEqualTo(
                        new OpenId.Result.In(
                                new Identity.Provided(
                                        provider.issuer(), "u-17", "kim", List.of("push ops")),
                                Role.OPERATOR));
        assertThat(provider.asked)
                .singleElement()
                .satisfies(form ->
                        assertThat(form)
                                .containsEntry("grant_type", "authorization_code")
                                .containsEntry("code", "c/1+")
                                .containsEntry("redirect_uri", "https://push.example/login/openid")
                                .containsEntry("code_verifier", flow.verifier())
                                .containsEntry(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                "bongsu+console:a+secret%3A+100%25%2B"
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)))
                                .doesNotContainKey("client_secret"));
    }

    @Test
    void theSecretGoesInTheBodyForAProviderThatWantsIt() throws Exception {
        provider.told.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        Flow flow = begin();
        provider.gives(provider.kim(flow.nonce()).build());
        assertThat(finish(flow)).isInstanceOf(OpenId.Result.In.class);
        assertThat(provider.asked.element())
                .containsEntry("client_id", FakeProvider.CLIENT)
                .containsEntry("client_secret", FakeProvider.SECRET)
                .containsEntry("Authorization", "");
    }

    @Test
    void aTokenThatAnybodyElseCouldHaveMadeProvesNothing() throws Exception {
        Flow flow = begin();
        JWTClaimsSet good = provider.kim(flow.nonce()).build();
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("unsigned", new PlainJWT(good).serialize());
        forged.put(
                "no signature", FakeProvider.signed(provider.key(), good).replaceAll("[^.]+$", ""));
        forged.put("a key of the same name", FakeProvider.signed(FakeProvider.newKey("one"), good));
        forged.put("an unknown key", FakeProvider.signed(FakeProvider.newKey("x"), good));
        forged.put(
                "signed with the public key as a secret",
                hmac(good, provider.key().toPublicJWK().toJSONString()));
        forged.put("signed with the client's secret", hmac(good, "a secret".repeat(8)));
        String token = FakeProvider.signed(provider.key(), good);
        String other = FakeProvider.signed(provider.key(), with(flow, c -> c.subject("u-1")));
        forged.put(
                "the claims of another token",
                part(token, 0) + "." + part(other, 1) + "." + part(token, 2));
        forged.put("no token", "no token");
        mustProveNothing(flow, forged);
    }

    @Test
    void aTokenForAnythingElseProvesNothing() throws Exception {
        Flow flow = begin();
        Date past = Date.from(Instant.now().minus(Duration.ofMinutes(10)));
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> changes = new LinkedHashMap<>();
        changes.put("of another login", c -> c.claim("nonce", Tokens.digest("other")));
        changes.put("of no login", c -> c.claim("nonce", null));
        changes.put("over", c -> c.expirationTime(past));
        changes.put("without an end", c -> c.expirationTime(null));
        changes.put("not yet", c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(900))));
        changes.put("for another client", c -> c.audience("other"));
        changes.put("for nobody", c -> c.audience((String) null));
        changes.put("for several", c -> c.audience(List.of(FakeProvider.CLIENT, "other")));
        changes.put("made for another", c -> c.claim("azp", "other"));
        changes.put("of another issuer", c -> c.issuer("https://id.example"));
        changes.put("about nobody", c -> c.subject(null));
        changes.put("about a long story", c -> c.subject("x".repeat(256)));
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Map.Entry<String, UnaryOperator<JWTClaimsSet.Builder>> each : changes.entrySet()) {
            wrong.put(
                    each.getKey(),
                    FakeProvider.signed(provider.key(), with(flow, each.getValue())));
        }
        mustProveNothing(flow, wrong);
        provider.gives(
                with(
                        flow,
                        c ->
                                c.audience(List.of(FakeProvider.CLIENT, "other"))
                                        .claim("azp", FakeProvider.CLIENT)));
        assertThat(finish(flow))
                .as("for several, made for us")
                .isInstanceOf(OpenId.Result.In.class);
    }

    private void mustProveNothing(Flow flow, Map<String, String> tokens) throws Exception {
        for (Map.Entry<String, String> each : tokens.entrySet()) {
            provider.gives(each.getValue());
            assertThat(finish(flow)).as(each.getKey()).isInstanceOf(OpenId.Result.NotProven.class);
        }
    }

    @Test
    void aNewKeyOfTheProviderCountsAtOnceAndTheOldOneNoMore() throws Exception {
        Flow flow = begin();
        String before = FakeProvider.signed(provider.key(), provider.kim(flow.nonce()).build());
        provider.rotate();
        provider.gives(provider.kim(flow.nonce()).build());
        assertThat(finish(flow)).isInstanceOf(OpenId.Result.In.class);
        provider.gives(before);
        assertThat(finish(flow)).isInstanceOf(OpenId.Result.NotProven.class);
    }

    @Test
    void theStateOfAnotherBrowserIsNotEvenShownToTheProvider() throws Exception {
        Flow mine = begin();
        Flow other = begin();
        provider.gives(provider.kim(mine.nonce()).build());
        assertThat(
                        openId.finish(
                                mine.seed(),
                                new OpenId.Brought("c", other.state(), Optional.empty())))
                .isEqualTo(new OpenId.Result.NotBegun());
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void anAnswerOfAnotherProviderIsRefused() throws Exception {
        Flow flow = begin();
        provider.gives(provider.kim(flow.nonce()).build());
        assertThat(
                        openId.finish(
                                flow.seed(),
                                new OpenId.Brought(
                                        "c", flow.state(), Optional.of("https://id.example"))))
                .isInstanceOf(OpenId.Result.NotProven.class);
        provider.told.put("authorization_response_iss_parameter_supported", true);
        assertThat(finish(flow))
                .as("none, though it says it names itself")
                .isInstanceOf(OpenId.Result.NotProven.class);
        assertThat(provider.asked).isEmpty();
        assertThat(
                        openId.finish(
                                flow.seed(),
                                new OpenId.Brought(
                                        "c", flow.state(), Optional.of(provider.issuer()))))
                .isInstanceOf(OpenId.Result.In.class);
    }

    @Test
    void aCodeThatIsNotTakenIsNoProofAndAClientThatIsNotIsAFault() throws Exception {
        Flow flow = begin();
        provider.answers(400, "{\"error\":\"invalid_grant\"}");
        assertThat(finish(flow)).isInstanceOf(OpenId.Result.NotProven.class);
        provider.answers(401, "{\"error\":\"invalid_client\"}");
        assertThatThrownBy(() -> finish(flow))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401 invalid_client")
                .hasMessageNotContaining(FakeProvider.SECRET);
        for (String body : new String[] {"", "{}", "[", "<html>", "{\"id_token\":1}"}) {
            provider.answers(200, body);
            assertThatThrownBy(() -> finish(flow)).as(body).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aProviderThatIsAnotherOrWouldSpeakInClearIsNotAsked() {
        Map<String, Object> good = Map.copyOf(provider.told);
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("issuer", "https://id.example");
        wrong.put("token_endpoint", "http://id.example/token");
        wrong.put("authorization_endpoint", "javascript:alert(1)");
        wrong.put("jwks_uri", "file:///etc/passwd");
        wrong.put("end_session_endpoint", 7);
        for (Map.Entry<String, Object> each : wrong.entrySet()) {
            provider.told.put(each.getKey(), each.getValue());
            assertThatThrownBy(() -> openId.begin())
                    .as(each.getKey())
                    .isInstanceOf(IOException.class);
            provider.told.putAll(good);
        }
        provider.told.remove("token_endpoint");
        assertThatThrownBy(() -> openId.begin()).hasMessageContaining("token_endpoint");
    }

    @Test
    void anAnswerWithoutAnEndIsNotTaken() {
        provider.told.put("more", "x".repeat(Web.MOST_BYTES));
        assertThatThrownBy(() -> openId.begin()).isInstanceOf(IOException.class);
    }

    @Test
    void aProviderThatIsDownOrSilentIsWaitedForOnlySoLong() throws Exception {
        OpenIdSettings usual = provider.settings(folder);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                OpenId waiting = of(at("http://127.0.0.1:" + silent.getLocalPort(), usual))) {
            assertThatThrownBy(waiting::begin).isInstanceOf(IOException.class);
        }
        provider.close();
        assertThatThrownBy(() -> openId.begin()).isInstanceOf(IOException.class);
    }

    private static OpenIdSettings at(String issuer, OpenIdSettings usual) {
        return new OpenIdSettings(
                URI.create(issuer),
                usual.client(),
                usual.claims(),
                usual.door(),
                new OpenIdSettings.Way(Optional.empty(), Duration.ofMillis(300)));
    }

    @Test
    void rolesComeFromTextsListsAndClaimsWithinClaims() throws Exception {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("groups", List.of("desk", 7, "night ops"));
        claims.put("role", "push-admins");
        claims.put("realm_access", Map.of("roles", List.of("desk")));
        claims.put("https://acme.example/roles", List.of("push ops"));
        claims.put("none", List.of("all"));
        assertThat(roleBy("groups", claims)).contains(Role.OPERATOR);
        assertThat(roleBy("role", claims)).contains(Role.ADMIN);
        assertThat(roleBy("realm_access.roles", claims)).contains(Role.VIEWER);
        assertThat(roleBy("https://acme.example/roles", claims)).contains(Role.OPERATOR);
        for (String none : new String[] {"none", "not there", "realm_access", "a.b.c", "role.x"}) {
            assertThat(roleBy(none, claims)).as(none).isEmpty();
        }
    }

    private Optional<Role> roleBy(String claim, Map<String, Object> claims) {
        JWTClaimsSet.Builder all = provider.kim("n");
        claims.forEach(all::claim);
        Meaning meaning = new Meaning(FakeProvider.claims(claim));
        return meaning.role(meaning.who(all.build()).groups());
    }

    @Test
    void aNameIsForPeopleToReadAndTheSubjectStandsInForIt() {
        Meaning meaning = new Meaning(FakeProvider.claims("groups"));
        Map<Object, String> names = new LinkedHashMap<>();
        names.put("이순신", "이순신");
        names.put("  a\n\u202e b\u0000", "a b");
        names.put("x".repeat(100), "x".repeat(64));
        names.put("\u200b", "u-17");
        names.put(7, "u-17");
        List<String> told = new ArrayList<>();
        names.keySet()
                .forEach(name ->
                        told.add(
                                meaning.who(
                                                provider.kim("n")
                                                        .claim("preferred_username", name)
                                                        .build())
                                        .name()));
        assertThat(told).containsExactlyElementsOf(names.values());
    }

    @Test
    void aSessionCountsForWhatTheConfigurationSaysNow() throws Exception {
        Identity.Provided kim =
                new Identity.Provided(provider.issuer(), "u-17", "kim", List.of("push ops"));
        assertThat(openId.role(kim)).contains(Role.OPERATOR);
        assertThat(
                        openId.role(
                                new Identity.Provided(
                                        "https://id.example", "u-17", "kim", kim.groups())))
                .isEmpty();
        assertThat(openId.role(new Identity.Provided(provider.issuer(), "u-17", "kim", List.of())))
                .isEmpty();
    }

    private Flow begin() throws Exception {
        return new Flow(openId.begin().seed());
    }

    private OpenId.Result finish(Flow flow) throws Exception {
        return openId.finish(
                flow.seed(), new OpenId.Brought("c/1+", flow.state(), Optional.empty()));
    }

    private JWTClaimsSet with(Flow flow, UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(provider.kim(flow.nonce())).build();
    }

    private static String hmac(JWTClaimsSet claims, String secret) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static String part(String token, int number) {
        return token.split("\\.", -1)[number];
    }

    private static String s256(String verifier) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(verifier.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
