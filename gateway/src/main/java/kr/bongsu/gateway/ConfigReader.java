package kr.bongsu.gateway;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.delivery.DeliverySettings;
import kr.bongsu.gateway.fcm.FcmSettings;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.ResponseCodes;
import kr.bongsu.gateway.link.TelegramForm;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.YamlFile;
import kr.bongsu.telegram.yaml.YamlMap;
import kr.bongsu.telegram.yaml.YamlValue;

/// Reads the gateway's configuration file; reports every fault in it, and in the files it names, at
/// once.
final class ConfigReader {

    private static final String SQLITE = "sqlite:";
    private static final int LARGEST_PORT = 65_535;
    private static final int LARGEST_CODE = 9_999;
    private static final Duration LONGEST_HEARTBEAT = Duration.ofHours(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Map<String, Lane> LANES =
            Map.of(Lane.SINGLE.word(), Lane.SINGLE, Lane.MULTI.word(), Lane.MULTI);

    private final Path folder;
    private final YamlMap file;
    private final Faults faults;

    private ConfigReader(Path path, Faults faults) {
        Path parent = path.toAbsolutePath().getParent();
        this.folder = parent == null ? path.toAbsolutePath() : parent;
        this.file = YamlFile.read(path, faults);
        this.faults = faults;
    }

    /// The configuration, or nothing when it has faults.
    static Optional<Config> read(Path path, Faults faults) {
        Config config = new ConfigReader(path, faults).config();
        return faults.isEmpty() ? Optional.of(config) : Optional.empty();
    }

    private Config config() {
        YamlMap ledgerMap = file.map("ledger");
        long backlog = ledgerMap.integer("backlog", 1_000, Integer.MAX_VALUE, 10_000_000);
        Path ledger = ledger(ledgerMap);
        FcmSettings fcm = fcm(file.map("fcm"));
        List<LinkSettings> links = links();
        TelegramForm form = form();
        DeliverySettings delivery = delivery(file.map("delivery"));
        Config.HttpConfig http = http(file.map("http"));
        ResponseCodes codes = codes(file.map("response_codes"));
        file.finish();
        return new Config(
                ledger, fcm, new Config.LinksConfig(links, form, codes, backlog), delivery, http);
    }

    private Path ledger(YamlMap map) {
        String url = map.text("url", SQLITE + "./data/ledger.db");
        map.finish();
        if (!url.startsWith(SQLITE) || url.length() == SQLITE.length()) {
            map.fault("url", "'" + url + "' is no ledger", "write sqlite:PATH");
            return folder;
        }
        return folder.resolve(url.substring(SQLITE.length())).normalize();
    }

    private FcmSettings fcm(YamlMap map) {
        String project = map.text("project");
        if (!project.matches("[A-Za-z0-9._:-]*")) {
            map.fault("project", "is no Firebase project id", "take it from the Firebase console");
        }
        Path credentials = existing(map, "credentials", map.text("credentials"));
        Optional<Path> trust = map.optional("trust").map(path -> existing(map, "trust", path));
        URI endpoint = endpoint(map);
        map.finish();
        return new FcmSettings(project, credentials, endpoint, trust, FcmSettings.REQUEST_LIMIT);
    }

    private static URI endpoint(YamlMap map) {
        String text = map.text("endpoint", FcmSettings.FCM.toString());
        try {
            URI uri = URI.create(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPath().replace("/", "").isEmpty()) {
                return URI.create(uri.getScheme() + "://" + uri.getAuthority());
            }
        } catch (IllegalArgumentException notOne) {
            // Reported below with every other endpoint that is none.
        }
        map.fault(
                "endpoint",
                "'" + text + "' is no endpoint",
                "write https://HOST or https://HOST:PORT");
        return FcmSettings.FCM;
    }

    private List<LinkSettings> links() {
        List<LinkSettings> links = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlValue item : file.list("links")) {
            Optional<YamlMap> map = item.map();
            if (map.isEmpty()) {
                item.fault("is no link", "write { name: ..., lane: ..., host: ..., port: ... }");
                continue;
            }
            LinkSettings link = link(map.get());
            if (!names.add(link.name())) {
                map.get()
                        .fault(
                                "name",
                                "'" + link.name() + "' is taken",
                                "give each link its own name");
            }
            links.add(link);
        }
        if (links.isEmpty()) {
            file.fault("links", "there is no link", "add at least one FEP line");
        }
        return links;
    }

    private static LinkSettings link(YamlMap map) {
        String name = map.text("name");
        if (!name.matches("[A-Za-z0-9_.-]{1,32}")) {
            map.fault(
                    "name",
                    "'" + name + "' is no name",
                    "use 1 to 32 letters, digits, '.', '_' or '-'");
        }
        List<LinkSettings.Endpoint> endpoints = new ArrayList<>();
        endpoints.add(endpointOf(map));
        for (YamlValue item : map.list("alternates")) {
            item.map()
                    .ifPresentOrElse(
                            alternate -> {
                                endpoints.add(endpointOf(alternate));
                                alternate.finish();
                            },
                            () -> item.fault("is no endpoint", "write { host: ..., port: ... }"));
        }
        LinkSettings link =
                new LinkSettings(
                        name,
                        map.requiredChoice("lane", LANES, Lane.SINGLE),
                        endpoints,
                        map.choice("sign_on", Map.of("answered", true, "unanswered", false), true),
                        heartbeat(map));
        map.finish();
        return link;
    }

    private static Duration heartbeat(YamlMap map) {
        Duration heartbeat =
                map.duration("heartbeat", Duration.ofMillis(100), Duration.ofSeconds(30));
        if (heartbeat.compareTo(LONGEST_HEARTBEAT) > 0) {
            map.fault("heartbeat", "is too long", "write at most 1h");
            return LONGEST_HEARTBEAT;
        }
        return heartbeat;
    }

    private static LinkSettings.Endpoint endpointOf(YamlMap map) {
        return new LinkSettings.Endpoint(map.text("host"), map.integer("port", 1, LARGEST_PORT));
    }

    private static ResponseCodes codes(YamlMap map) {
        ResponseCodes otherwise = ResponseCodes.DEFAULT;
        ResponseCodes codes =
                new ResponseCodes(
                        otherwise.good(),
                        map.integer("duplicate", 0, LARGEST_CODE, otherwise.duplicate()),
                        map.integer("malformed", 1, LARGEST_CODE, otherwise.malformed()),
                        map.integer("unavailable", 1, LARGEST_CODE, otherwise.unavailable()));
        map.finish();
        return codes;
    }

    private TelegramForm form() {
        Optional<String> path = file.optional("telegram");
        if (path.isEmpty()) {
            return new TelegramForm(LayoutReader.defaultLayout());
        }
        Optional<Layout> layout = LayoutReader.read(folder.resolve(path.get()), faults);
        if (layout.isPresent()) {
            List<String> missing = TelegramForm.missing(layout.get());
            if (missing.isEmpty()) {
                return new TelegramForm(layout.get());
            }
            file.fault(
                    "telegram",
                    "the layout lacks " + String.join(", ", missing),
                    "add these fields");
        }
        return new TelegramForm(LayoutReader.defaultLayout());
    }

    private static DeliverySettings delivery(YamlMap map) {
        DeliverySettings otherwise = DeliverySettings.DEFAULT;
        DeliverySettings delivery =
                new DeliverySettings(
                        map.integer("per_minute", 1, 100_000_000, otherwise.perMinute()),
                        map.integer("in_flight", 1, 24_000, otherwise.inFlight()),
                        map.integer("in_memory", 4_000, 1_000_000, otherwise.inMemory()),
                        map.duration("stop_limit", Duration.ofSeconds(1), otherwise.stopLimit()));
        if (delivery.stopLimit().compareTo(LONGEST_STOP) > 0) {
            map.fault(
                    "stop_limit",
                    "is too long",
                    "write at most 20s, so that a stop ends within a minute");
        }
        map.finish();
        return delivery;
    }

    private static Config.HttpConfig http(YamlMap map) {
        Config.HttpConfig http =
                new Config.HttpConfig(
                        map.text("host", "127.0.0.1"), map.integer("port", 0, LARGEST_PORT, 8080));
        map.finish();
        return http;
    }

    private Path existing(YamlMap map, String key, String path) {
        Path resolved = folder.resolve(path).normalize();
        if (!path.isEmpty() && !Files.isReadable(resolved)) {
            map.fault(key, "no readable file " + resolved, "check the path and its permissions");
        }
        return resolved;
    }
}
