package kr.bongsu.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import kr.bongsu.gateway.access.Sessions;
import kr.bongsu.gateway.admin.ConsoleServer;
import kr.bongsu.gateway.openid.OpenIdSettings;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `http`.
final class HttpSection {

    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(1);

    private HttpSection() {}

    static Config.HttpConfig read(YamlMap map, Path folder) {
        ConsoleServer.Address address =
                new ConsoleServer.Address(
                        map.text("host", "127.0.0.1"),
                        map.integer("port", 0, LinkConfig.LARGEST_PORT, 8080),
                        tls(map, folder));
        Config.AccessFiles files =
                new Config.AccessFiles(
                        file(map, folder, "keys", "./keys"),
                        file(map, folder, "accounts", "./data/accounts"),
                        file(map, folder, "sessions", "./data/sessions"),
                        file(map, folder, "audit", "./data/audit.jsonl"));
        if (Files.exists(files.keys())) {
            PrivateFile.check(map, "keys", files.keys());
        }
        if (Files.exists(files.sessions())) {
            PrivateFile.check(map, "sessions", files.sessions());
        }
        YamlMap session = map.map("session");
        Sessions.Limits usual = Sessions.Limits.USUAL;
        Sessions.Limits limits =
                new Sessions.Limits(
                        session.duration("idle", SHORTEST_SESSION, usual.idle()),
                        session.duration("longest", SHORTEST_SESSION, usual.longest()));
        session.finish();
        Optional<OpenIdSettings> openId = OpenIdConfig.read(map, folder);
        int perMinute = map.integer("pushes_per_minute", 1, 100_000_000, 600_000);
        map.finish();
        return new Config.HttpConfig(address, files, limits, openId, perMinute);
    }

    private static Path file(YamlMap map, Path folder, String key, String otherwise) {
        return folder.resolve(map.text(key, otherwise)).normalize();
    }

    private static Optional<ConsoleServer.Tls> tls(YamlMap http, Path folder) {
        if (!http.has("tls")) {
            return Optional.empty();
        }
        YamlMap map = http.map("tls");
        ConsoleServer.Tls tls =
                new ConsoleServer.Tls(pem(map, folder, "certificate"), pem(map, folder, "key"));
        if (Files.isReadable(tls.key())) {
            PrivateFile.check(map, "key", tls.key());
        }
        map.finish();
        return Optional.of(tls);
    }

    private static Path pem(YamlMap map, Path folder, String key) {
        Path file = folder.resolve(map.text(key)).normalize();
        if (!Files.isReadable(file)) {
            map.fault(key, "no readable file " + file, "check the path");
        }
        return file;
    }
}
