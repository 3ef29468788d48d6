package kr.bongsu.telegram.tool;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;
import kr.bongsu.telegram.Block;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.TelegramWriter;
import kr.bongsu.telegram.yaml.YamlMap;
import kr.bongsu.telegram.yaml.YamlValue;

/// Turns YAML, as [Decode] writes it, into telegrams.
///
/// Takes counts as they are written, wrong ones too: telegrams that a push server must refuse are
/// made this way. Only the length is always the true one.
final class Encode {

    private final Layout layout;
    private final TelegramWriter writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Encode(Layout layout) {
        this.layout = layout;
        this.writer = new TelegramWriter(layout);
    }

    /// The telegrams of a file, one after the other; faults are reported to the file's.
    static byte[] encode(YamlMap file, Layout layout) {
        Encode encode = new Encode(layout);
        for (YamlValue item : file.list("telegrams")) {
            Optional<YamlMap> telegram = item.map();
            if (telegram.isEmpty()) {
                item.fault("is not a telegram", "write { header: { ... }, body: [ ... ] }");
            } else {
                encode.telegram(telegram.get());
            }
        }
        file.finish();
        return encode.bytes.toByteArray();
    }

    private void telegram(YamlMap map) {
        fill(map.map("header"), writer.begin());
        for (YamlValue item : map.list("body")) {
            Optional<YamlMap> named = item.map().filter(entry -> entry.keys().size() == 1);
            if (named.isEmpty()) {
                item.fault("is not one block", "write { recipient: { csno: ... } }");
                continue;
            }
            String name = named.get().keys().getFirst();
            Optional<Block> block = layout.block(name);
            if (block.isEmpty()) {
                named.get()
                        .fault(
                                name,
                                "the layout has no such block",
                                "see bongsu telegram describe");
                continue;
            }
            try {
                fill(named.get().map(name), writer.add(block.get()));
            } catch (IllegalArgumentException tooLong) {
                item.fault(String.valueOf(tooLong.getMessage()), "leave blocks out");
                return;
            }
        }
        byte[] telegram = writer.end();
        YamlMap trailer = map.map("trailer");
        if (layout.trailer().isPresent()
                && layout.decode(telegram) instanceof Decoding.Decoded decoded) {
            decoded.telegram().trailer().ifPresent(view -> fill(trailer, view));
        }
        map.finish();
        bytes.writeBytes(telegram);
    }

    private void fill(YamlMap map, BlockView view) {
        for (Field field : view.block().fields()) {
            Optional<String> value = map.optional(field.name());
            boolean length = field.equals(layout.length().field()) && view.offset() == 0;
            if (value.isPresent() && !length) {
                fill(map, view, field, value.get());
            }
        }
        map.finish();
    }

    private void fill(YamlMap map, BlockView view, Field field, String value) {
        try {
            switch (field.type()) {
                case TEXT -> {
                    int size = value.getBytes(layout.text().charset()).length;
                    if (size > field.size()) {
                        throw new IllegalArgumentException(
                                size + " bytes do not fit into " + field.size());
                    }
                    view.put(field, value);
                }
                case RAW -> view.put(field, HexFormat.of().parseHex(value));
                case DIGITS, NUMBER -> {
                    if (!value.isEmpty()) {
                        view.put(field, Long.parseLong(value));
                    } else if (field.mayBeBlank()) {
                        view.put(field, "");
                    } else {
                        throw new IllegalArgumentException("may not be blank");
                    }
                }
            }
        } catch (NumberFormatException notOne) {
            map.fault(field.name(), "'" + value + "' is not a number", "write digits");
        } catch (IllegalArgumentException unfit) {
            map.fault(
                    field.name(),
                    String.valueOf(unfit.getMessage()),
                    "see bongsu telegram describe");
        }
    }
}
