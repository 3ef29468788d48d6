package kr.bongsu.gateway;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.Telling;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.ResultLine;
import kr.bongsu.gateway.link.TelegramForm;
import kr.bongsu.gateway.result.ResultFile;
import kr.bongsu.gateway.result.Webhook;
import kr.bongsu.telegram.yaml.Nearest;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `results`: who is told what became of pushes.
///
/// @param links lines that are told of the pushes that came over them
/// @param backlog outcomes that may wait for each of them
record ResultsConfig(
        Optional<ResultFile.Settings> file,
        Optional<Webhook.Settings> webhook,
        Set<String> links,
        long backlog) {

    static final String FILE = "file";
    static final String WEBHOOK = "webhook";

    private static final Duration LONGEST_LIMIT = Duration.ofMinutes(1);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    /// @param there the lines that there are
    static ResultsConfig read(
            YamlMap map, Path folder, List<LinkSettings> there, TelegramForm form) {
        long backlog = map.integer("backlog", 1_000, Integer.MAX_VALUE, 10_000_000);
        Optional<ResultFile.Settings> file =
                map.has(FILE) ? Optional.of(file(map.map(FILE), folder)) : Optional.empty();
        Optional<Webhook.Settings> webhook =
                map.has(WEBHOOK)
                        ? Optional.of(webhook(map.map(WEBHOOK), folder))
                        : Optional.empty();
        Set<String> links = links(map, there, form);
        map.finish();
        return new ResultsConfig(file, webhook, links, backlog);
    }

    Telling telling() {
        Set<String> all = new HashSet<>();
        file.ifPresent(_ -> all.add(FILE));
        webhook.ifPresent(_ -> all.add(WEBHOOK));
        return new Telling(all, links, backlog, Main.SEOUL);
    }

    private static Set<String> links(YamlMap map, List<LinkSettings> there, TelegramForm form) {
        Set<String> links = new HashSet<>(TemplateConfig.words(map, "links"));
        Set<String> known = there.stream().map(LinkSettings::name).collect(Collectors.toSet());
        for (String link : links) {
            if (!known.contains(link)) {
                map.fault(
                        "links",
                        "there is no link '" + link + "'",
                        Nearest.to(link, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("write names of links"));
            }
        }
        List<String> missing = ResultLine.missing(form);
        if (!links.isEmpty() && !missing.isEmpty()) {
            map.fault(
                    "links",
                    "the telegrams' layout lacks " + String.join(", ", missing),
                    "add these, as docs/telegram.md has them");
        }
        return links;
    }

    private static ResultFile.Settings file(YamlMap map, Path folder) {
        ResultFile.Settings file =
                new ResultFile.Settings(
                        folder.resolve(map.text("folder", "./results")).normalize(),
                        map.duration("keep", Duration.ofDays(1), Duration.ofDays(90)));
        map.finish();
        return file;
    }

    private static Webhook.Settings webhook(YamlMap map, Path folder) {
        Duration limit = map.duration("limit", Duration.ofMillis(100), Duration.ofSeconds(10));
        if (limit.compareTo(LONGEST_LIMIT) > 0) {
            map.fault("limit", "is too long", "write at most 1m");
        }
        Webhook.Settings webhook =
                new Webhook.Settings(
                        url(map),
                        map.optional("trust").map(path -> readable(map, folder.resolve(path))),
                        PrivateFile.read(map, "token_file", folder),
                        PrivateFile.read(map, "secret_file", folder),
                        map.choice(
                                "format",
                                Map.of(
                                        "array", Webhook.Format.ARRAY,
                                        "lines", Webhook.Format.LINES),
                                Webhook.Format.ARRAY),
                        map.integer("batch", 1, 1_000, 500),
                        limit);
        if (webhook.token().isEmpty() && webhook.secret().isEmpty()) {
            map.fault(
                    "token_file",
                    "is missing, and so is 'secret_file'",
                    "write one of them, so that the core system knows who posts");
        }
        map.finish();
        return webhook;
    }

    private static Path readable(YamlMap map, Path file) {
        if (!Files.isReadable(file)) {
            map.fault("trust", "no readable file " + file, "check the path and its permissions");
        }
        return file.normalize();
    }

    private static URI url(YamlMap map) {
        String text = map.text("url");
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                boolean stays = THIS_MACHINE.contains(url.getHost());
                switch (String.valueOf(url.getScheme())) {
                    case "https" -> {
                        return url;
                    }
                    case "http" -> {
                        if (!stays) {
                            map.fault(
                                    "url",
                                    "would send customer numbers in clear",
                                    "write https://, or http:// to this machine alone");
                        }
                        return url;
                    }
                    default -> {
                        // Reported below with every other address that is none.
                    }
                }
            }
        } catch (IllegalArgumentException notOne) {
            // Reported below with every other address that is none.
        }
        if (!text.isEmpty()) {
            // It is not repeated: it may hold a password.
            map.fault("url", "is no address", "write https://HOST/PATH, without a user");
        }
        return URI.create("https://127.0.0.1/");
    }
}
