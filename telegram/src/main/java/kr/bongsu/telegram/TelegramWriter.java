package kr.bongsu.telegram;

import java.util.Arrays;

/// Builds telegrams of a layout, one after the other. Not for several threads.
///
/// ```
///   begin() -> header view; add(block) -> block view ...; end() -> the telegram's bytes, its length field set
/// ```
public final class TelegramWriter {

    private static final int FIRST_CAPACITY = 2 * 1024;

    private final Layout layout;
    private final TextCodec codec;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int position;

    public TelegramWriter(Layout layout) {
        this.layout = layout;
        this.codec = layout.text().codec();
    }

    /// Starts a telegram; its header is blank, its numbers zero.
    public BlockView begin() {
        position = 0;
        return add(layout.header());
    }

    /// Adds a block, blank, its numbers zero. The view is good until the next call.
    public BlockView add(Block block) {
        int from = position;
        int to = from + block.size();
        if (to > layout.length().limit()) {
            throw new IllegalArgumentException(
                    "longer than the layout's limit of " + layout.length().limit() + " bytes");
        }
        if (to > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length * 2));
        }
        for (Field field : block.fields()) {
            Arrays.fill(bytes, from + field.offset(), from + field.end(), filling(field));
        }
        position = to;
        return new BlockView(block, codec, bytes, from);
    }

    /// Ends the telegram: adds the trailer and writes the length.
    public byte[] end() {
        layout.trailer().ifPresent(this::add);
        Numbers.write(
                layout.length().field(),
                layout.length().said(position),
                bytes,
                layout.length().field().offset());
        return Arrays.copyOf(bytes, position);
    }

    private static byte filling(Field field) {
        return switch (field.type()) {
            case DIGITS -> field.mayBeBlank() ? (byte) ' ' : (byte) '0';
            case TEXT -> (byte) ' ';
            case RAW, NUMBER -> 0;
        };
    }
}
