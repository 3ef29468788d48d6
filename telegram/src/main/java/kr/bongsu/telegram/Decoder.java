package kr.bongsu.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks one telegram's bytes along its layout, once.
final class Decoder {

    private final Layout layout;
    private final TextCodec codec;
    private final byte[] bytes;
    private final int end;
    private final List<BlockView> body = new ArrayList<>();
    private int position;
    private Decoding.@Nullable Malformed fault;

    Decoder(Layout layout, byte[] bytes) {
        this.layout = layout;
        this.codec = layout.text().codec();
        this.bytes = bytes;
        this.end = bytes.length - layout.trailer().map(Block::size).orElse(0);
    }

    Decoding decode() {
        if (bytes.length < layout.shortest()) {
            return new Decoding.Malformed(
                    layout.header().name(), 0, "only " + bytes.length + " bytes");
        }
        BlockView header = view(layout.header(), 0);
        checkNumbers(header);
        long said = Numbers.read(layout.length().field(), bytes, layout.length().field().offset());
        if (fault == null && layout.length().total(said) != bytes.length) {
            malformed(header, layout.length().field(), "says another length than the bytes have");
        }
        position = layout.header().size();
        if (fault == null && !isAnswer(header)) {
            List<Part> parts = layout.bodies().get(header.text(layout.kind()));
            if (parts == null) {
                malformed(header, layout.kind(), "unknown kind of telegram");
            } else {
                walk(parts, header);
            }
        }
        if (fault == null && position != end) {
            fault =
                    new Decoding.Malformed(
                            "body",
                            position,
                            (end - position) + " bytes more than its counts account for");
        }
        if (fault != null) {
            return fault;
        }
        Optional<BlockView> trailer = layout.trailer().map(block -> view(block, end));
        trailer.ifPresent(this::checkNumbers);
        return fault != null
                ? fault
                : new Decoding.Decoded(new Telegram(layout, bytes, header, body, trailer));
    }

    private boolean isAnswer(BlockView header) {
        return header.text(layout.answer().field()).equals(layout.answer().value());
    }

    private void walk(List<Part> parts, BlockView header) {
        for (Part part : parts) {
            switch (part) {
                case Part.Once once -> take(once.block());
                case Part.Repeat repeat -> {
                    long times = count(repeat.count(), header);
                    for (long i = 0; i < times && fault == null; i++) {
                        walk(repeat.parts(), header);
                    }
                }
            }
            if (fault != null) {
                return;
            }
        }
    }

    private void take(Block block) {
        if (position + block.size() > end) {
            fault =
                    new Decoding.Malformed(
                            block.name(),
                            position,
                            "the telegram ends inside it: its counts say more than its bytes");
            return;
        }
        BlockView view = view(block, position);
        body.add(view);
        position += block.size();
        checkNumbers(view);
    }

    /// The value of the count field that stands nearest before this place.
    private long count(String name, BlockView header) {
        for (int i = body.size() - 1; i >= 0; i--) {
            Optional<Field> field = body.get(i).block().find(name);
            if (field.isPresent()) {
                return body.get(i).number(field.get()).orElse(0);
            }
        }
        return header.number(layout.header().field(name)).orElse(0);
    }

    private void checkNumbers(BlockView view) {
        for (Field field : view.block().fields()) {
            if (!field.isNumber() || fault != null) {
                continue;
            }
            long value = Numbers.read(field, bytes, view.offset() + field.offset());
            if (value == Numbers.BAD) {
                malformed(view, field, "not digits");
            } else if (value == Numbers.BLANK && !field.mayBeBlank()) {
                malformed(view, field, "blank");
            }
        }
    }

    private void malformed(BlockView view, Field field, String what) {
        String hex = java.util.HexFormat.ofDelimiter(" ").formatHex(view.raw(field));
        fault =
                new Decoding.Malformed(
                        view.block().name() + "." + field.name(),
                        view.offset() + field.offset(),
                        what + (field.privacy() == Privacy.NONE ? " (" + hex + ")" : ""));
    }

    private BlockView view(Block block, int offset) {
        return new BlockView(block, codec, bytes, offset);
    }
}
