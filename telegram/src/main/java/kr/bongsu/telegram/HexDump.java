package kr.bongsu.telegram;

import java.util.BitSet;
import java.util.HexFormat;

/// Prints bytes, sixteen a line, without telling of a person.
///
/// A byte that must not be read is `**`; to the right stands its kind: `9` digit, `A` letter, `#`
/// half of a double-byte character, `!` other sign, `^` control.
///
/// ```
///   000000  30 30 31 37 36 31 44 30  39 38 30 31 53 30 30 30  |001761D09801S000|
///   0005b0  ** ** ** ** ** ** ** **  ** ** ** ** ** ** ** **  |99999999999999AA|
/// ```
public final class HexDump {

    private static final int WIDTH = 16;
    private static final HexFormat HEX = HexFormat.of();

    private HexDump() {}

    /// A telegram as a [Framer] cut it out, its personal data hidden.
    ///
    /// What does not fit the layout hides all of its body, for nobody knows what stands where.
    ///
    /// @param limit bytes shown at most
    public static String masked(Layout layout, byte[] telegram, int limit) {
        BitSet hidden = new BitSet(telegram.length);
        switch (layout.decode(telegram)) {
            case Decoding.Decoded(Telegram decoded) -> {
                hide(decoded.header(), hidden);
                decoded.body().forEach(view -> hide(view, hidden));
                decoded.trailer().ifPresent(view -> hide(view, hidden));
            }
            case Decoding.Malformed _ -> {
                if (telegram.length < layout.header().size()) {
                    return noise(telegram, 0, limit);
                }
                hidden.set(layout.header().size(), telegram.length);
                hide(layout.headerOf(telegram), hidden);
            }
        }
        return dump(telegram, hidden, limit);
    }

    /// Bytes of which nobody knows what they are: the first `clear` as they are, of the rest only
    /// the kinds.
    ///
    /// @param limit bytes shown at most
    public static String noise(byte[] bytes, int clear, int limit) {
        BitSet hidden = new BitSet(bytes.length);
        hidden.set(Math.min(clear, bytes.length), bytes.length);
        return dump(bytes, hidden, limit);
    }

    /// Bytes as they are.
    ///
    /// @param limit bytes shown at most
    public static String clear(byte[] bytes, int limit) {
        return dump(bytes, new BitSet(), limit);
    }

    private static void hide(BlockView view, BitSet hidden) {
        for (Field field : view.block().fields()) {
            if (field.privacy() != Privacy.NONE) {
                int from = view.offset() + field.offset();
                hidden.set(from, from + field.size());
            }
        }
    }

    private static String dump(byte[] bytes, BitSet hidden, int limit) {
        StringBuilder text = new StringBuilder();
        int end = Math.min(bytes.length, limit);
        for (int line = 0; line < end; line += WIDTH) {
            text.append(HEX.toHexDigits(line, 6));
            StringBuilder signs = new StringBuilder(WIDTH);
            for (int i = line; i < line + WIDTH; i++) {
                text.append(i % 8 == 0 ? "  " : " ");
                if (i >= end) {
                    text.append("  ");
                    continue;
                }
                boolean hide = hidden.get(i) && bytes[i] != ' ';
                text.append(hide ? "**" : HEX.toHexDigits(bytes[i]));
                signs.append(hide ? kind(bytes[i]) : sign(bytes[i]));
            }
            text.append("  |").append(signs).append("|\n");
        }
        if (end < bytes.length) {
            text.append("... ").append(bytes.length - end).append(" bytes more\n");
        }
        return text.toString();
    }

    private static char sign(byte value) {
        return value >= ' ' && value < 0x7f ? (char) value : '.';
    }

    private static char kind(byte value) {
        if (value < 0) {
            return '#';
        }
        if (value >= '0' && value <= '9') {
            return '9';
        }
        if (Character.isLetter(value)) {
            return 'A';
        }
        return value < ' ' || value == 0x7f ? '^' : '!';
    }
}
