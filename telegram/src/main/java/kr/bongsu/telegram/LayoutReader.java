package kr.bongsu.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.YamlFile;
import kr.bongsu.telegram.yaml.YamlMap;
import kr.bongsu.telegram.yaml.YamlValue;

/// Reads a layout file; reports every fault in it at once.
public final class LayoutReader {

    private static final String DEFAULT = "default-layout.yaml";
    private static final Map<String, FieldType> TYPES =
            Map.of(
                    "9", FieldType.DIGITS,
                    "X", FieldType.TEXT,
                    "B", FieldType.RAW,
                    "N", FieldType.NUMBER);
    private static final Map<String, Privacy> PRIVACY =
            Map.of(
                    "none", Privacy.NONE,
                    "customer", Privacy.CUSTOMER,
                    "phone", Privacy.PHONE,
                    "token", Privacy.TOKEN,
                    "name", Privacy.NAME,
                    "message", Privacy.MESSAGE);
    private static final Charset MS949 = Charset.forName("x-windows-949");
    private static final Map<String, Charset> CHARSETS =
            Map.of("MS949", MS949, "UTF-8", StandardCharsets.UTF_8);

    private final YamlMap file;
    private final Faults faults;
    private final Map<String, Block> blocks = new HashMap<>();

    private LayoutReader(YamlMap file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /// The layout of docs/telegram.md, which ships with Bongsu.
    public static Layout defaultLayout() {
        try (InputStream in =
                Objects.requireNonNull(LayoutReader.class.getResourceAsStream(DEFAULT))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Faults faults = new Faults();
            return new LayoutReader(YamlFile.parse(DEFAULT, text, faults), faults)
                    .layout()
                    .orElseThrow(() -> new IllegalStateException(faults.toString()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The layout of a file, or nothing when it has faults.
    public static Optional<Layout> read(Path path, Faults faults) {
        Faults own = new Faults();
        Optional<Layout> layout = new LayoutReader(YamlFile.read(path, own), own).layout();
        own.list().forEach(faults::add);
        return own.isEmpty() ? layout : Optional.empty();
    }

    private Optional<Layout> layout() {
        Charset charset = file.choice("charset", CHARSETS, MS949);
        YamlMap blockMap = file.map("blocks");
        for (String name : blockMap.keys()) {
            block(blockMap, name).ifPresent(block -> blocks.put(name, block));
        }
        blockMap.finish();
        Optional<Block> header = named("header", file.text("header", "header"));
        Optional<Block> trailer = file.optional("trailer").flatMap(name -> named("trailer", name));
        Map<String, List<Part>> bodies = bodies(file.map("telegrams"), header);
        YamlMap lengthMap = file.map("length");
        YamlMap answerMap = file.map("answer");
        Optional<Field> length = headerField(lengthMap, "field", header);
        boolean countsAll =
                lengthMap.choice("counts", Map.of("following", false, "all", true), false);
        int limit = lengthMap.integer("limit", 1, 64 << 20, 1_000_005);
        lengthMap.finish();
        Optional<Field> answer = headerField(answerMap, "field", header);
        String answerValue = answerMap.text("value");
        answerMap.finish();
        Optional<Field> kind = headerField(file, "kind", header);
        file.finish();
        if (length.isPresent() && !length.get().isNumber()) {
            lengthMap.fault("field", "is not a number field", "give it type 9 or N");
        }
        if (header.isPresent() && limit < header.get().size()) {
            lengthMap.fault("limit", "is shorter than the header", "raise it");
        }
        if (!faults.isEmpty() || header.isEmpty() || length.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Layout(
                        new Layout.Text(charset),
                        new Layout.Length(length.get(), countsAll, limit),
                        header.get(),
                        trailer,
                        kind.orElseThrow(),
                        new Layout.Answer(answer.orElseThrow(), answerValue),
                        bodies));
    }

    private Optional<Block> block(YamlMap map, String name) {
        List<Field> fields = new ArrayList<>();
        int offset = 0;
        for (YamlValue item : map.list(name)) {
            Optional<YamlMap> field = item.map();
            if (field.isEmpty()) {
                item.fault("is not a field", "write { name: ..., size: ..., type: ... }");
                continue;
            }
            Field read = field(field.get(), offset);
            fields.add(read);
            offset = read.end();
        }
        if (fields.isEmpty()) {
            map.fault(name, "has no field", "list its fields");
            return Optional.empty();
        }
        return Optional.of(new Block(name, fields));
    }

    private static Field field(YamlMap map, int offset) {
        String name = map.text("name");
        FieldType type = map.requiredChoice("type", TYPES, FieldType.TEXT);
        int most =
                switch (type) {
                    case DIGITS -> Field.MOST_DIGITS;
                    case NUMBER -> Field.LONGEST_NUMBER;
                    case TEXT, RAW -> 1 << 20;
                };
        int size = map.integer("size", 1, most);
        Privacy privacy = map.choice("privacy", PRIVACY, Privacy.NONE);
        boolean blank = map.flag("blank", false);
        map.finish();
        return new Field(name, offset, size, type, privacy, blank);
    }

    private Map<String, List<Part>> bodies(YamlMap map, Optional<Block> header) {
        Map<String, List<Part>> bodies = new HashMap<>();
        List<Block> before = header.map(List::of).orElse(List.of());
        for (String kind : map.keys()) {
            bodies.put(kind, parts(map.list(kind), new ArrayList<>(before)));
        }
        map.finish();
        return bodies;
    }

    private List<Part> parts(List<YamlValue> items, List<Block> before) {
        List<Part> parts = new ArrayList<>();
        for (YamlValue item : items) {
            Optional<YamlMap> repeat = item.map();
            if (repeat.isPresent()) {
                String count = repeat.get().text("repeat");
                if (before.stream()
                        .noneMatch(b -> b.find(count).filter(Field::isNumber).isPresent())) {
                    repeat.get()
                            .fault(
                                    "repeat",
                                    "no number field '" + count + "' stands before",
                                    "name one");
                }
                List<Part> inner = parts(repeat.get().list("of"), new ArrayList<>(before));
                repeat.get().finish();
                if (inner.isEmpty()) {
                    repeat.get().fault("of", "repeats nothing", "list blocks");
                } else {
                    parts.add(new Part.Repeat(count, inner));
                }
            } else {
                String name = item.text().orElse("");
                Block block = blocks.get(name);
                if (block == null) {
                    item.fault("no block '" + name + "'", "define it under blocks");
                } else {
                    parts.add(new Part.Once(block));
                    before.add(block);
                }
            }
        }
        return parts;
    }

    private Optional<Block> named(String key, String name) {
        Block block = blocks.get(name);
        if (block == null) {
            file.fault(key, "no block '" + name + "'", "define it under blocks");
        }
        return Optional.ofNullable(block);
    }

    private static Optional<Field> headerField(YamlMap map, String key, Optional<Block> header) {
        String name = map.text(key);
        Optional<Field> field = header.flatMap(block -> block.find(name));
        if (header.isPresent() && field.isEmpty() && !name.isEmpty()) {
            map.fault(key, "the header has no field '" + name + "'", "name one of its fields");
        }
        return field;
    }
}
