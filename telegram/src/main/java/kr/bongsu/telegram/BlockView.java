package kr.bongsu.telegram;

import java.util.HexFormat;
import java.util.OptionalLong;

/// One block at its place in a telegram's bytes.
///
/// A value is made anew each time it is asked for.
public final class BlockView {

    private final Block block;
    private final TextCodec codec;
    private final byte[] bytes;
    private final int offset;

    BlockView(Block block, TextCodec codec, byte[] bytes, int offset) {
        this.block = block;
        this.codec = codec;
        this.bytes = bytes;
        this.offset = offset;
    }

    public Block block() {
        return block;
    }

    /// Bytes from the start of the telegram.
    public int offset() {
        return offset;
    }

    /// The field's text without its filling; see [TextCodec#decode] for what becomes of odd bytes.
    public String text(Field field) {
        return codec.decode(bytes, offset + field.offset(), field.size());
    }

    /// The field's number; empty when the field may be blank and is.
    public OptionalLong number(Field field) {
        long value = Numbers.read(field, bytes, offset + field.offset());
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// The field's value as text, whatever its type: a number without leading zeros, bytes in hex.
    public String print(Field field) {
        return switch (field.type()) {
            case TEXT -> text(field);
            case RAW -> HexFormat.of().formatHex(raw(field));
            case DIGITS, NUMBER -> {
                OptionalLong value = number(field);
                yield value.isPresent() ? Long.toString(value.getAsLong()) : "";
            }
        };
    }

    /// A copy of the field's bytes.
    public byte[] raw(Field field) {
        int from = offset + field.offset();
        return java.util.Arrays.copyOfRange(bytes, from, from + field.size());
    }

    /// Writes a text, cut at a character's border when it is too long, and fills with blanks.
    ///
    /// @return this
    public BlockView put(Field field, String text) {
        codec.encode(text, bytes, offset + field.offset(), field.size());
        return this;
    }

    /// Writes a number.
    ///
    /// @throws IllegalArgumentException if it does not fit
    /// @return this
    public BlockView put(Field field, long number) {
        Numbers.write(field, number, bytes, offset + field.offset());
        return this;
    }

    /// Writes bytes as they are; what they leave of the field stays.
    ///
    /// @throws IllegalArgumentException if they do not fit
    /// @return this
    public BlockView put(Field field, byte[] raw) {
        if (raw.length > field.size()) {
            throw new IllegalArgumentException(
                    raw.length
                            + " bytes do not fit into the "
                            + field.size()
                            + " of "
                            + field.name());
        }
        System.arraycopy(raw, 0, bytes, offset + field.offset(), raw.length);
        return this;
    }

    /// Copies the field's bytes from the same field of another block, as an answer echoes its
    /// request.
    ///
    /// @return this
    public BlockView echo(Field field, BlockView from) {
        System.arraycopy(
                from.bytes,
                from.offset + field.offset(),
                bytes,
                offset + field.offset(),
                field.size());
        return this;
    }
}
