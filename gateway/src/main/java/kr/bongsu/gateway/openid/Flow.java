package kr.bongsu.gateway.openid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import kr.bongsu.gateway.access.Tokens;

/// What ties a browser that comes back from the provider to the one that was sent there.
///
/// All of it follows from the seed, and neither the seed nor any other part from what is shown in
/// an address (`state`, `nonce`, the challenge). The gateway keeps nothing: the seed is in a cookie
/// of the browser.
///
/// @param seed 256 random bits, a secret of the browser and the gateway
record Flow(String seed) {

    String state() {
        return Tokens.digest("state " + seed);
    }

    String nonce() {
        return Tokens.digest("nonce " + seed);
    }

    /// What only whoever began can show (RFC 7636).
    String verifier() {
        return Tokens.digest("verifier " + seed);
    }

    /// By which the provider knows the verifier when it sees it.
    String challenge() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sha.digest(verifier().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    boolean isStateOf(String given) {
        return Tokens.same(state(), given);
    }

    @Override
    public String toString() {
        return "flow";
    }
}
