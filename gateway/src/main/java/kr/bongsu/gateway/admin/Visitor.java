package kr.bongsu.gateway.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Sessions;
import org.jspecify.annotations.Nullable;

/// Who asks: a person who is logged in, or a program with a key.
///
/// @param login a person's; a program has none
record Visitor(Caller caller, Optional<Login> login) {

    /// @param mustChangePassword before anything else
    record Login(Sessions.Session session, Role role, boolean mustChangePassword) {

        String name() {
            return session.who().name();
        }

        /// Whether an account of ours vouches for the person.
        boolean isLocal() {
            return session.who() instanceof Identity.Local;
        }
    }

    static Visitor program(Caller caller) {
        return new Visitor(caller, Optional.empty());
    }

    static Visitor person(Login login) {
        return new Visitor(
                new Caller(signature(login.session.who()), login.role.scopes()),
                Optional.of(login));
    }

    /// Whom an OpenID provider knows must not look like the person with an account of that name.
    static String signature(Identity who) {
        return switch (who) {
            case Identity.Local local -> local.name();
            case Identity.Provided provided -> provided.name() + " (openid)";
        };
    }

    /// For the audit log, where a program must not look like the person of its name.
    String signature() {
        return login.isPresent() ? caller.name() : caller.name() + " (key)";
    }

    boolean mustChangePassword() {
        return login.map(Login::mustChangePassword).orElse(false);
    }

    /// Whether this is what only a page of this login can know.
    boolean shows(@Nullable String csrf) {
        return csrf != null
                && login.isPresent()
                && MessageDigest.isEqual(
                        csrf.getBytes(StandardCharsets.UTF_8),
                        login.get().session.csrf().getBytes(StandardCharsets.UTF_8));
    }
}
