package kr.bongsu.telegram.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.FieldType;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.Part;
import kr.bongsu.telegram.Privacy;

/// Prints a layout as the Markdown that docs/telegram.md holds.
final class Describe {

    private final Layout layout;
    private final StringBuilder text = new StringBuilder();

    private Describe(Layout layout) {
        this.layout = layout;
    }

    static String describe(Layout layout) {
        return new Describe(layout).text();
    }

    private String text() {
        String charset = layout.text().charset().name();
        text.append("Text is ").append(charset.equals("x-windows-949") ? "MS949" : charset);
        text.append(". `");
        text.append(layout.length().field().name()).append("` counts ");
        text.append(
                layout.length().countsAll() ? "the whole telegram" : "the bytes that follow it");
        text.append("; the longest telegram has ").append(layout.length().limit());
        text.append(" bytes. An answer (`").append(layout.answer().field().name()).append("` = `");
        text.append(layout.answer().value()).append("`) is the header alone.\n\n");
        shapes();
        blocks().values().forEach(this::block);
        return text.toString();
    }

    private void shapes() {
        text.append("| `").append(layout.kind().name()).append("` | telegram |\n|---|---|\n");
        new TreeMap<>(layout.bodies())
                .forEach((kind, parts) -> {
                    Stream<String> all =
                            Stream.concat(
                                    Stream.concat(
                                            Stream.of(layout.header().name()),
                                            parts.stream().map(Describe::shape)),
                                    layout.trailer().map(Block::name).stream());
                    text.append("| `").append(kind).append("` | ");
                    text.append(all.collect(Collectors.joining(" + "))).append(" |\n");
                });
    }

    private static String shape(Part part) {
        return switch (part) {
            case Part.Once(Block block) -> block.name();
            case Part.Repeat(String count, List<Part> parts) ->
                    parts.stream()
                            .map(Describe::shape)
                            .collect(Collectors.joining(" + ", "`" + count + "` × ( ", " )"));
        };
    }

    private Map<String, Block> blocks() {
        Map<String, Block> blocks = new LinkedHashMap<>();
        blocks.put(layout.header().name(), layout.header());
        new TreeMap<>(layout.bodies()).values().forEach(parts -> collect(parts, blocks));
        layout.trailer().ifPresent(block -> blocks.put(block.name(), block));
        return blocks;
    }

    private static void collect(List<Part> parts, Map<String, Block> blocks) {
        for (Part part : parts) {
            switch (part) {
                case Part.Once(Block block) -> blocks.put(block.name(), block);
                case Part.Repeat repeat -> collect(repeat.parts(), blocks);
            }
        }
    }

    private void block(Block block) {
        text.append("\n### ").append(block.name()).append(", ").append(block.size());
        text.append(block.size() == 1 ? " byte" : " bytes").append("\n\n");
        text.append("| offset | size | type | field | masked as |\n|---:|---:|:-:|---|---|\n");
        for (Field field : block.fields()) {
            text.append("| ").append(field.offset());
            text.append(" | ").append(field.size());
            text.append(" | ").append(type(field));
            text.append(" | ").append(field.name());
            text.append(" | ").append(masked(field)).append(" |\n");
        }
    }

    private static String type(Field field) {
        String type =
                switch (field.type()) {
                    case DIGITS -> "9";
                    case TEXT -> "X";
                    case RAW -> "B";
                    case NUMBER -> "N";
                };
        boolean blank = field.type() == FieldType.DIGITS && field.mayBeBlank();
        return blank ? type + " or blank" : type;
    }

    private static String masked(Field field) {
        return field.privacy() == Privacy.NONE
                ? ""
                : field.privacy().name().toLowerCase(Locale.ROOT);
    }
}
