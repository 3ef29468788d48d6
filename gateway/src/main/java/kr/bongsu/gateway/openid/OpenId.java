package kr.bongsu.gateway.openid;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Tokens;

/// Lets people log in who have proven to an OpenID provider who they are, and who have a role here
/// by what the provider says of them.
///
///     browser --begin--> gateway: a seed for the browser, an address of the provider
///     browser ---------> provider: name, password, whatever it asks; back with a code
///     browser --finish-> gateway --code, secret, verifier--> provider: an ID token
public final class OpenId implements AutoCloseable {

    private final OpenIdSettings settings;
    private final InstantSource clock;
    private final Web web;
    private final Meaning meaning;

    /// A login that has begun.
    ///
    /// @param seed for the browser to keep, and to show with what it brings back
    /// @param address where the browser goes
    public record Begun(String seed, URI address) {}

    /// What a browser has brought back.
    ///
    /// @param issuer who answered, if the answer says so
    public record Brought(String code, String state, Optional<String> issuer) {}

    /// What came of a login.
    public sealed interface Result {
        /// Let in.
        record In(Identity.Provided who, Role role) implements Result {}

        /// The provider knows him; here he has no role.
        record NoRole(Identity.Provided who) implements Result {}

        /// This browser has not begun it, or has ended it already.
        record NotBegun() implements Result {}

        /// Not proven who it is.
        ///
        /// @param why for the log
        record NotProven(String why) implements Result {}
    }

    public OpenId(OpenIdSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.web = Web.of(settings.way());
        this.meaning = new Meaning(settings.claims());
    }

    public OpenIdSettings.Door door() {
        return settings.door();
    }

    /// Begins a login.
    ///
    /// @throws IOException when the provider cannot be asked
    public Begun begin() throws IOException, InterruptedException {
        Provider provider = Provider.ask(web, settings.issuer());
        Flow flow = new Flow(Tokens.random());
        String query =
                new Form()
                        .with("response_type", "code")
                        .with("client_id", settings.client().id())
                        .with("redirect_uri", settings.redirect())
                        .with("scope", scopes())
                        .with("state", flow.state())
                        .with("nonce", flow.nonce())
                        .with("code_challenge", flow.challenge())
                        .with("code_challenge_method", "S256")
                        .text();
        return new Begun(flow.seed(), with(provider.authorization(), query));
    }

    private String scopes() {
        return String.join(" ", "openid", String.join(" ", settings.client().scopes())).strip();
    }

    private static URI with(URI address, String query) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + query);
    }

    /// Ends a login that a browser has begun.
    ///
    /// @throws IOException when the provider cannot be asked, or does not know this client
    public Result finish(String seed, Brought brought) throws IOException, InterruptedException {
        Flow flow = new Flow(seed);
        if (!flow.isStateOf(brought.state)) {
            return new Result.NotBegun();
        }
        Provider provider = Provider.ask(web, settings.issuer());
        if (brought.issuer
                .map(named -> !named.equals(provider.issuer()))
                .orElse(provider.rest().namesItself())) {
            return new Result.NotProven("another provider than the one that was asked answers");
        }
        Optional<String> token = new Exchange(web, settings).idToken(provider, flow, brought.code);
        if (token.isEmpty()) {
            return new Result.NotProven("the provider does not take the code (any more)");
        }
        try {
            JWTClaimsSet claims =
                    new IdTokens(provider.issuer(), settings.client().id(), clock)
                            .believe(token.get(), keys(provider), flow.nonce());
            Identity.Provided who = meaning.who(claims);
            return role(who)
                    .<Result>map(role -> new Result.In(who, role))
                    .orElseGet(() -> new Result.NoRole(who));
        } catch (IdTokens.NotBelieved e) {
            return new Result.NotProven("the ID token is not believed: " + e.getMessage());
        }
    }

    private JWKSet keys(Provider provider) throws IOException, InterruptedException {
        try {
            return JWKSet.parse(web.get(provider.keys()));
        } catch (ParseException e) {
            throw new IOException("the keys at " + provider.keys() + " cannot be read", e);
        }
    }

    /// What somebody may do by the present configuration; nothing if it means another provider.
    public Optional<Role> role(Identity.Provided who) {
        return who.issuer().equals(settings.issuer().toString())
                ? meaning.role(who.groups())
                : Optional.empty();
    }

    /// Where somebody who has logged out here can log out of the provider, too, if it has that.
    ///
    /// @throws IOException when the provider cannot be asked
    public Optional<URI> farewell() throws IOException, InterruptedException {
        String query = new Form().with("client_id", settings.client().id()).text();
        return Provider.ask(web, settings.issuer()).rest().end().map(end -> with(end, query));
    }

    @Override
    public void close() {
        web.close();
    }
}
