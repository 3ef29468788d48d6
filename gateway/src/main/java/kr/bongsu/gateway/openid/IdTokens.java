package kr.bongsu.gateway.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Believes an ID token when the provider has signed it with a key of its own, for this client and
/// this very login, and it is not over (OpenID Connect Core 1.0, 3.1.3.7).
///
/// @param issuer who must have signed it
/// @param client whom it must be for
record IdTokens(String issuer, String client, InstantSource clock) {

    /// Signatures with a public key alone: with `none`, or with a secret that both sides know, the
    /// one who shows the token could have made it.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    /// As the standard has it.
    private static final int LONGEST_SUBJECT = 255;

    private static final Set<String> NEEDED = Set.of("iss", "sub", "aud", "exp", "iat", "nonce");

    /// Why a token is not believed. Holds nothing of the token that is a secret.
    static final class NotBelieved extends Exception {
        private static final long serialVersionUID = 1;

        NotBelieved(@Nullable String why) {
            super(why);
        }
    }

    /// What it says.
    ///
    /// @param keys the provider's
    /// @param nonce of this login
    JWTClaimsSet believe(String token, JWKSet keys, String nonce) throws NotBelieved {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier(new Claims(client, expected(nonce), clock));
        try {
            JWTClaimsSet claims = processor.process(token, null);
            mustBeForUs(claims);
            if (claims.getSubject().length() > LONGEST_SUBJECT) {
                throw new NotBelieved("its subject is too long");
            }
            return claims;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new NotBelieved(e.getMessage());
        }
    }

    private JWTClaimsSet expected(String nonce) {
        return new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build();
    }

    /// A token for several says for whom of them it was made.
    private void mustBeForUs(JWTClaimsSet claims) throws NotBelieved, ParseException {
        Optional<String> party = Optional.ofNullable(claims.getStringClaim("azp"));
        if (party.isEmpty() ? claims.getAudience().size() > 1 : !party.get().equals(client)) {
            throw new NotBelieved("it was made for another client (azp)");
        }
    }

    /// With a clock that a test sets.
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        Claims(String client, JWTClaimsSet expected, InstantSource clock) {
            super(client, expected, NEEDED);
            this.clock = clock;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
