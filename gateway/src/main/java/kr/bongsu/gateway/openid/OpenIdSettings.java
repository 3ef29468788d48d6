package kr.bongsu.gateway.openid;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.access.Role;

/// How people log in by an OpenID provider.
///
/// @param issuer the provider, exactly as it names itself
public record OpenIdSettings(URI issuer, Client client, Claims claims, Door door, Way way) {

    /// The path of the console to which the provider sends people back.
    public static final String PATH = "/login/openid";

    /// As what the gateway is known to the provider.
    ///
    /// @param secret the file whose first line is the secret; read anew for each login
    /// @param scopes what is asked for besides `openid`
    public record Client(String id, Path secret, List<String> scopes) {
        public Client {
            scopes = List.copyOf(scopes);
        }
    }

    /// What the claims of an ID token mean.
    ///
    /// @param name the claim that has what people are called
    /// @param groups the claim by which roles are given: a text or a list of texts
    /// @param roles which of its values give which role
    public record Claims(String name, String groups, Map<Role, Set<String>> roles) {
        public Claims {
            roles = Map.copyOf(roles);
        }
    }

    /// How the console shows it.
    ///
    /// @param console the console's address, as browsers know it
    /// @param label what people call the provider
    /// @param localAccounts whether one may still log in with an account of the gateway's own
    public record Door(URI console, String label, boolean localAccounts) {}

    /// How the provider is reached.
    ///
    /// @param trust PEM file of the authorities to believe; else those of the JDK
    /// @param limit how long each answer may take
    public record Way(Optional<Path> trust, Duration limit) {}

    /// Where the provider sends people back to.
    String redirect() {
        return door.console.toString().replaceAll("/+$", "") + PATH;
    }

    /// Whether an address is safe to send secrets to: TLS, or this very machine.
    public static boolean isSafe(URI address) {
        boolean here =
                Set.of("127.0.0.1", "localhost", "[::1]")
                        .contains(String.valueOf(address.getHost()));
        return address.getHost() != null
                && address.getUserInfo() == null
                && address.getFragment() == null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && here));
    }
}
