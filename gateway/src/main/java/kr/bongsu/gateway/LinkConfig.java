package kr.bongsu.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.LinkTls;
import kr.bongsu.gateway.link.ResponseCodes;
import kr.bongsu.gateway.link.TraceSettings;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.telegram.yaml.YamlMap;
import kr.bongsu.telegram.yaml.YamlValue;

/// Reads the sections `links` and `response_codes`.
final class LinkConfig {

    static final int LARGEST_PORT = 65_535;
    private static final int LARGEST_CODE = 9_999;
    private static final Duration LONGEST_HEARTBEAT = Duration.ofHours(1);
    private static final Map<String, Lane> LANES =
            Map.of(Lane.SINGLE.word(), Lane.SINGLE, Lane.MULTI.word(), Lane.MULTI);

    private static final Map<String, LinkSettings.WhenFull> WHEN_FULL =
            Map.of(
                    "wait", LinkSettings.WhenFull.WAIT,
                    "refuse", LinkSettings.WhenFull.REFUSE);

    private LinkConfig() {}

    static List<LinkSettings> read(YamlMap file, Path folder) {
        List<LinkSettings> links = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlValue item : file.list("links")) {
            Optional<YamlMap> map = item.map();
            if (map.isEmpty()) {
                item.fault("is no link", "write { name: ..., lane: ..., host: ..., port: ... }");
                continue;
            }
            LinkSettings link = link(map.get(), folder);
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

    private static LinkSettings link(YamlMap map, Path folder) {
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
                        tls(map, folder),
                        new LinkSettings.Dialogue(
                                map.choice(
                                        "sign_on",
                                        Map.of("answered", true, "unanswered", false),
                                        true),
                                heartbeat(map),
                                map.choice("when_full", WHEN_FULL, LinkSettings.WhenFull.WAIT),
                                map.choice(
                                        "second_session",
                                        Map.of("allowed", true, "refused", false),
                                        false)));
        map.finish();
        return link;
    }

    private static Optional<LinkTls> tls(YamlMap link, Path folder) {
        if (!link.has("tls")) {
            return Optional.empty();
        }
        YamlMap map = link.map("tls");
        Path trust = folder.resolve(map.text("trust")).normalize();
        Optional<Path> certificates = map.optional("certificate").map(folder::resolve);
        Optional<Path> key = map.optional("key").map(folder::resolve);
        if (certificates.isPresent() != key.isPresent()) {
            String there = key.isPresent() ? "key" : "certificate";
            map.fault(there, "is alone", "write both 'certificate' and 'key', or none of them");
        }
        key.filter(Files::exists)
                .ifPresent(file -> PrivateFile.check(map, "key", file.normalize()));
        LinkTls tls =
                new LinkTls(
                        trust,
                        certificates.flatMap(chain ->
                                key.map(file ->
                                        new LinkTls.Identity(chain.normalize(), file.normalize()))),
                        map.optional("name"));
        try {
            tls.check();
        } catch (NoSuchFileException e) {
            link.fault("tls", "no readable file " + e.getMessage(), "check the path");
        } catch (IOException e) {
            link.fault("tls", "cannot be used: " + e.getMessage(), "check the files it names");
        }
        map.finish();
        return Optional.of(tls);
    }

    static TraceSettings traces(YamlMap map, Path folder) {
        TraceSettings traces =
                new TraceSettings(
                        folder.resolve(map.text("folder", "./trace")).normalize(),
                        (long) map.integer("megabytes", 1, 10_000, 10) << 20,
                        map.integer("files", 1, 1_000, 5));
        map.finish();
        return traces;
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

    static ResponseCodes codes(YamlMap map) {
        ResponseCodes otherwise = ResponseCodes.DEFAULT;
        ResponseCodes codes =
                new ResponseCodes(
                        otherwise.good(),
                        map.integer("duplicate", 0, LARGEST_CODE, otherwise.duplicate()),
                        map.integer("malformed", 1, LARGEST_CODE, otherwise.malformed()),
                        map.integer("unavailable", 1, LARGEST_CODE, otherwise.unavailable()),
                        map.integer("too_many", 1, LARGEST_CODE, otherwise.tooMany()));
        map.finish();
        return codes;
    }
}
