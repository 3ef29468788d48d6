package kr.bongsu.gateway.admin;

import java.util.Optional;
import kr.bongsu.gateway.access.Login;
import kr.bongsu.gateway.openid.OpenId;

/// The ways to log in.
///
/// @param passwords with an account of the gateway's own
/// @param openId by an OpenID provider, if there is one
public record Logins(Login passwords, Optional<OpenId> openId) implements AutoCloseable {

    /// Whether the gateway's own accounts count.
    public boolean local() {
        return openId.map(each -> each.door().localAccounts()).orElse(true);
    }

    /// What people call the provider.
    Optional<String> label() {
        return openId.map(each -> each.door().label());
    }

    @Override
    public void close() {
        openId.ifPresent(OpenId::close);
    }
}
