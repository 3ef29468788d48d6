package kr.bongsu.gateway;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.openid.OpenIdSettings;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `http.openid`.
final class OpenIdConfig {

    private static final Duration LONGEST_LIMIT = Duration.ofSeconds(30);

    private OpenIdConfig() {}

    static Optional<OpenIdSettings> read(YamlMap http, Path folder) {
        if (!http.has("openid")) {
            return Optional.empty();
        }
        YamlMap map = http.map("openid");
        OpenIdSettings settings =
                new OpenIdSettings(
                        address(map, "issuer"),
                        client(map, folder),
                        claims(map),
                        new OpenIdSettings.Door(
                                console(map),
                                map.text("label", "OpenID Connect"),
                                map.choice(
                                        "local_accounts",
                                        Map.of("allowed", true, "refused", false),
                                        true)),
                        way(map, folder));
        map.finish();
        return Optional.of(settings);
    }

    private static OpenIdSettings.Client client(YamlMap map, Path folder) {
        String id = map.text("client");
        String file = map.text("secret_file");
        Path secret = folder.resolve(file).normalize();
        if (!file.isEmpty()) {
            PrivateFile.check(map, "secret_file", secret);
        }
        List<String> scopes = TemplateConfig.words(map, "scopes");
        return new OpenIdSettings.Client(
                id, secret, scopes.isEmpty() ? List.of("profile") : scopes);
    }

    private static OpenIdSettings.Claims claims(YamlMap map) {
        YamlMap roles = map.map("roles");
        Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            groups.put(role, new HashSet<>(TemplateConfig.words(roles, role.word())));
        }
        if (groups.values().stream().allMatch(Set::isEmpty)) {
            map.fault(
                    "roles",
                    "nobody has a role",
                    "write which groups give one, such as { operator: [push-operators] }");
        }
        roles.finish();
        return new OpenIdSettings.Claims(
                map.text("name_claim", "preferred_username"),
                map.text("role_claim", "groups"),
                groups);
    }

    private static OpenIdSettings.Way way(YamlMap map, Path folder) {
        Optional<Path> trust = map.optional("trust").map(path -> folder.resolve(path).normalize());
        trust.filter(file -> !Files.isReadable(file))
                .ifPresent(
                        file -> map.fault("trust", "no readable file " + file, "check the path"));
        Duration limit = map.duration("limit", Duration.ofMillis(100), Duration.ofSeconds(5));
        if (limit.compareTo(LONGEST_LIMIT) > 0) {
            map.fault("limit", "is too long", "write at most 30s");
        }
        return new OpenIdSettings.Way(trust, limit);
    }

    /// Where the provider sends people back to, with what lets them in.
    private static URI console(YamlMap map) {
        URI console = address(map, "console");
        if (!console.getPath().matches("/?") || console.getRawQuery() != null) {
            map.fault("console", "has more than a host and a port", "write https://HOST[:PORT]");
        }
        return console;
    }

    private static URI address(YamlMap map, String key) {
        String text = map.text(key);
        try {
            URI address = URI.create(text);
            if (OpenIdSettings.isSafe(address) && address.getRawQuery() == null) {
                return address;
            }
        } catch (IllegalArgumentException notOne) {
            // Reported below with every other address that is none.
        }
        if (!text.isEmpty()) {
            map.fault(
                    key,
                    "is no address that is safe to speak with",
                    "write https://HOST, or http:// on this machine alone");
        }
        return URI.create("https://127.0.0.1/");
    }
}
