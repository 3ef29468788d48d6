package kr.bongsu.gateway;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.fcm.Credentials;
import kr.bongsu.gateway.fcm.FcmRouting;
import kr.bongsu.gateway.fcm.FcmSettings;
import kr.bongsu.telegram.yaml.YamlMap;
import kr.bongsu.telegram.yaml.YamlValue;

/// Reads the section `fcm`: one project, and more for services of their own.
final class FcmConfig {

    private static final int LARGEST_PORT = 65_535;
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(50);

    private final YamlMap section;
    private final Path folder;

    private FcmConfig(YamlMap section, Path folder) {
        this.section = section;
        this.folder = folder;
    }

    static FcmRouting read(YamlMap map, Path folder) {
        FcmConfig config = new FcmConfig(map, folder);
        FcmSettings.Sending sending = config.sending();
        FcmSettings.Way direct =
                new FcmSettings.Way(
                        FcmSettings.FCM,
                        Optional.empty(),
                        config.proxy(),
                        FcmSettings.REQUEST_LIMIT,
                        config.connections());
        FcmSettings otherwise = config.project(map, direct, sending);
        List<FcmRouting.Project> others = config.others(otherwise.way(), sending);
        map.finish();
        return new FcmRouting(otherwise, others);
    }

    private List<FcmRouting.Project> others(FcmSettings.Way way, FcmSettings.Sending sending) {
        List<FcmRouting.Project> others = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (YamlValue item : section.list("projects")) {
            Optional<YamlMap> map = item.map();
            if (map.isEmpty()) {
                item.fault(
                        "is no project",
                        "write { project: ..., credentials: ..., services: [..] }");
                continue;
            }
            FcmSettings settings = project(map.get(), way, sending);
            Set<String> services = TemplateConfig.services(map.get(), taken);
            if (services.isEmpty()) {
                map.get()
                        .fault(
                                "services",
                                "no service uses this project",
                                "name the services that do");
            }
            map.get().finish();
            others.add(new FcmRouting.Project(settings, services));
        }
        return others;
    }

    private FcmSettings project(
            YamlMap map, FcmSettings.Way otherwise, FcmSettings.Sending sending) {
        String project = map.text("project");
        if (!project.matches("[A-Za-z0-9._:-]*")) {
            map.fault("project", "is no Firebase project id", "take it from the Firebase console");
        }
        Credentials credentials = credentials(map);
        Optional<Path> trust = map.optional("trust").map(path -> existing(map, "trust", path));
        FcmSettings.Way way =
                new FcmSettings.Way(
                        endpoint(map, "endpoint", otherwise.endpoint()),
                        trust.or(otherwise::trust),
                        otherwise.proxy(),
                        otherwise.requestLimit(),
                        otherwise.connections());
        if (way.proxy().isPresent() && !"https".equals(way.endpoint().getScheme())) {
            map.fault("endpoint", "cannot be reached through a proxy", "write https://HOST");
        }
        return new FcmSettings(project, credentials, way, sending);
    }

    private Credentials credentials(YamlMap map) {
        List<String> command = TemplateConfig.words(map, "token_command");
        Optional<String> metadata = map.optional("metadata_server");
        Optional<String> file = map.optional("credentials");
        int sources = (command.isEmpty() ? 0 : 1) + (metadata.isPresent() ? 1 : 0);
        if (sources + (file.isPresent() ? 1 : 0) > 1) {
            map.fault(
                    "credentials",
                    "stands beside another source of access tokens",
                    "keep one of credentials, metadata_server and token_command");
        }
        if (!command.isEmpty()) {
            return new Credentials.Command(command);
        }
        if (metadata.isPresent()) {
            return new Credentials.MetadataServer(
                    metadata.get().equals("google")
                            ? Credentials.MetadataServer.GOOGLES
                            : endpoint(map, "metadata_server", Credentials.MetadataServer.GOOGLES));
        }
        Path account = folder.resolve(map.text("credentials")).normalize();
        if (file.isPresent()) {
            PrivateFile.check(map, "credentials", account);
        }
        return new Credentials.ServiceAccountFile(account);
    }

    private FcmSettings.Sending sending() {
        FcmSettings.Sending otherwise = FcmSettings.Sending.DEFAULT;
        YamlMap breaker = section.map("breaker");
        FcmSettings.Sending sending =
                new FcmSettings.Sending(
                        TemplateConfig.read(section.list("templates")),
                        section.flag("validate_only", false),
                        section.integer("queue", 100, 1_000_000, otherwise.queue()),
                        new FcmSettings.Breaker(
                                breaker.integer(
                                        "refused_percent",
                                        0,
                                        100,
                                        otherwise.breaker().refusedPercent()),
                                breaker.duration(
                                        "pause",
                                        Duration.ofSeconds(1),
                                        otherwise.breaker().pause())));
        breaker.finish();
        return sending;
    }

    private FcmSettings.Connections connections() {
        FcmSettings.Connections otherwise = FcmSettings.Connections.DEFAULT;
        YamlMap map = section.map("connections");
        FcmSettings.Connections connections =
                new FcmSettings.Connections(
                        map.integer("warm", 1, 24, otherwise.warm()),
                        map.integer("most", 1, 100, otherwise.most()),
                        map.duration(
                                "recycle_after", Duration.ofSeconds(10), otherwise.recycleAfter()));
        if (connections.recycleAfter().compareTo(LONGEST_LIFE) > 0) {
            map.fault("recycle_after", "is too long", "write at most 50m: FCM ends them at 1h");
        }
        if (connections.warm() > connections.most()) {
            map.fault("warm", "is more than 'most'", "write at most " + connections.most());
        }
        map.finish();
        return connections;
    }

    private Optional<FcmSettings.Proxy> proxy() {
        Optional<String> text = section.optional("proxy");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(text.get());
            if ("http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() > 0
                    && uri.getPort() <= LARGEST_PORT) {
                return Optional.of(new FcmSettings.Proxy(uri.getHost(), uri.getPort()));
            }
        } catch (IllegalArgumentException notOne) {
            // Reported below with every other proxy that is none.
        }
        section.fault(
                "proxy",
                "is no proxy",
                "write http://HOST:PORT, without a name and password; the proxy must let this"
                        + " machine through");
        return Optional.empty();
    }

    private static URI endpoint(YamlMap map, String key, URI otherwise) {
        String text = map.text(key, otherwise.toString());
        try {
            URI uri = URI.create(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPath().replace("/", "").isEmpty()) {
                return URI.create(uri.getScheme() + "://" + uri.getAuthority());
            }
        } catch (IllegalArgumentException notOne) {
            // Reported below with every other endpoint that is none.
        }
        map.fault(key, "'" + text + "' is no endpoint", "write https://HOST or https://HOST:PORT");
        return otherwise;
    }

    private Path existing(YamlMap map, String key, String path) {
        Path resolved = folder.resolve(path).normalize();
        if (!path.isEmpty() && !Files.isReadable(resolved)) {
            map.fault(key, "no readable file " + resolved, "check the path and its permissions");
        }
        return resolved;
    }
}
