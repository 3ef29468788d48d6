package kr.bongsu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kr.bongsu.telegram.yaml.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/configuration.md has every key that the code asks for, and no other, with the defaults of
/// the code.
class ConfigKeysTest {

    /// One of everything that there can be several of.
    private static final String WHOLE =
            """
            fcm:
              projects: [ { project: p } ]
              templates: [ { webpush: { link: "https://x" } } ]
            links: [ { name: a, alternates: [ { host: h, port: 1 } ], tls: { trust: t } } ]
            results: { file: { keep: 1d }, webhook: { batch: 1 } }
            http: { tls: { certificate: c }, openid: { client: c } }
            services: [ { hours: { from: "08:00" }, advert: { sender: s } } ]
            """;

    private static final Pattern TICKED = Pattern.compile("`([^`]+)`");

    /// Of a template, explained by the message that stands there.
    private static final Set<String> SHOWN =
            Set.of("notification", "title", "body", "data", "priority");

    @TempDir Path folder;

    @Test
    void theDocumentHasEveryKeyThatTheCodeAsksForAndNoOther() throws IOException {
        Faults faults = new Faults();
        assertThat(ConfigReader.read(Files.writeString(folder.resolve("g.yaml"), WHOLE), faults))
                .isEmpty();
        Set<String> asked =
                faults.asked().stream()
                        .map(path -> path.replaceAll("\\[\\d+]", "[]"))
                        .collect(Collectors.toCollection(TreeSet::new));
        // What holds others is no key of its own, but for those that a document names.
        Set<String> leaves =
                asked.stream()
                        .filter(key ->
                                asked.stream()
                                        .noneMatch(each ->
                                                each.startsWith(key + ".")
                                                        || each.startsWith(key + "[].")))
                        .collect(Collectors.toCollection(TreeSet::new));
        List<String> lines = Files.readAllLines(document());
        Set<String> told = told(lines);
        for (String key : SHOWN) {
            assertThat(lines).as(key).anyMatch(line -> line.strip().matches("(- )?" + key + ":.*"));
            told.add("fcm.templates[]." + key);
        }
        assertThat(told).as("what the document lacks").containsAll(leaves);
        assertThat(asked).as("what the document has and nobody reads").containsAll(told);
    }

    @Test
    void theDefaultsOfTheDocumentAreThoseOfTheCode() throws IOException {
        Path _ = PrivateFiles.write(folder.resolve("account.json"), "{}");
        SortedMap<String, String> needed =
                new TreeMap<>(
                        Map.of(
                                "fcm.project", "p",
                                "fcm.credentials", "account.json",
                                "links[].name", "a",
                                "links[].lane", "single",
                                "links[].host", "h",
                                "links[].port", "1"));
        SortedMap<String, String> told = defaults(Files.readAllLines(document()));
        assertThat(told).hasSizeGreaterThan(30).containsEntry("fcm.connections.most", "24");
        told.putAll(needed);
        Config usual = config(needed);
        Config written = config(told);
        assertThat(written.ledger()).isEqualTo(usual.ledger());
        assertThat(written.fcm()).usingRecursiveComparison().isEqualTo(usual.fcm());
        assertThat(written.delivery()).usingRecursiveComparison().isEqualTo(usual.delivery());
        assertThat(written.http()).isEqualTo(usual.http());
        assertThat(written.retention()).isEqualTo(usual.retention());
        assertThat(written.results()).isEqualTo(usual.results());
        assertThat(written.links().list()).isEqualTo(usual.links().list());
        assertThat(written.links().codes()).isEqualTo(usual.links().codes());
        assertThat(written.links().traces()).isEqualTo(usual.links().traces());
        assertThat(written.links().backlog()).isEqualTo(usual.links().backlog());
    }

    private Config config(SortedMap<String, String> keys) throws IOException {
        Faults faults = new Faults();
        return ConfigReader.read(Files.writeString(folder.resolve("g.yaml"), yaml(keys)), faults)
                .orElseThrow(() -> new AssertionError(faults.toString()));
    }

    /// Paths and values as a file.
    private static String yaml(SortedMap<String, String> keys) {
        if (keys.containsKey("")) {
            return String.valueOf(keys.get(""));
        }
        Map<String, SortedMap<String, String>> inner = new TreeMap<>();
        keys.forEach((path, value) -> {
            int dot = path.indexOf('.');
            String head = dot < 0 ? path : path.substring(0, dot);
            inner.computeIfAbsent(head, _ -> new TreeMap<>())
                    .put(dot < 0 ? "" : path.substring(dot + 1), value);
        });
        return inner.entrySet().stream()
                .map(each ->
                        each.getKey().endsWith("[]")
                                ? each.getKey().replace("[]", "")
                                        + ": [ "
                                        + yaml(each.getValue())
                                        + " ]"
                                : each.getKey() + ": " + yaml(each.getValue()))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    /// The defaults that are values, of what is not a part of something that need not be there.
    private static SortedMap<String, String> defaults(List<String> lines) {
        SortedMap<String, String> defaults = new TreeMap<>();
        for (String line : lines) {
            if (!line.startsWith("| `")) {
                continue;
            }
            List<String> cells = List.of(line.split("\\|", -1));
            List<String> keys = List.copyOf(keys(cells.get(1), ""));
            String values = cells.get(2).strip();
            if (!values.matches("`[^`]+`(, `[^`]+`)*")) {
                continue;
            }
            List<String> all = TICKED.matcher(values).results().map(each -> each.group(1)).toList();
            for (int i = 0; i < all.size() && i < keys.size(); i++) {
                String key = keys.get(i);
                boolean optional =
                        key.startsWith("services[]")
                                || key.startsWith("http.openid.")
                                || key.startsWith("results.file.")
                                || key.startsWith("results.webhook.");
                if (!optional) {
                    defaults.put(key, all.get(i));
                }
            }
        }
        return defaults;
    }

    /// The keys in the first column of the tables.
    private static Set<String> told(List<String> lines) {
        Set<String> told = new TreeSet<>();
        String section = "";
        for (String line : lines) {
            if (line.startsWith("## ")) {
                section = line.equals("## Templates") ? "fcm.templates[]." : "";
            }
            if (!line.startsWith("| `")) {
                continue;
            }
            told.addAll(keys(line.substring(0, line.indexOf('|', 1)), section));
        }
        return told;
    }

    /// The keys of a cell: `.b` after `x.a` is `x.b`.
    private static List<String> keys(String cell, String section) {
        List<String> keys = new ArrayList<>();
        String before = "";
        Matcher ticked = TICKED.matcher(cell);
        while (ticked.find()) {
            String key = ticked.group(1);
            String whole =
                    key.startsWith(".")
                            ? before.substring(0, before.lastIndexOf('.')) + key
                            : section + key;
            keys.add(whole.replaceAll("\\[]$", ""));
            before = whole;
        }
        return keys;
    }

    private static Path document() {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(here.resolve("docs")) ? here : here.resolve("..");
        return root.resolve("docs").resolve("configuration.md");
    }
}
