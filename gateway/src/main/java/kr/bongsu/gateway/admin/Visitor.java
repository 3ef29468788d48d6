package kr.bongsu.gateway.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import kr.bongsu.gateway.access.Account;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Sessions;
import org.jspecify.annotations.Nullable;

/// Who asks: a person who is logged in, or a program with a key.
///
/// @param login a person's; a program has none
record Visitor(Caller caller, Optional<Login> login) {

    record Login(Account account, Sessions.Session session) {}

    static Visitor program(Caller caller) {
        return new Visitor(caller, Optional.empty());
    }

    static Visitor person(Account account, Sessions.Session session) {
        return new Visitor(
                new Caller(account.name(), account.role().scopes()),
                Optional.of(new Login(account, session)));
    }

    /// For the audit log, where a program must not look like the person of its name.
    String signature() {
        return login.isPresent() ? caller.name() : caller.name() + " (key)";
    }

    boolean mustChangePassword() {
        return login.map(each -> each.account.credential().oneTime()).orElse(false);
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
