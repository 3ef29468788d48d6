package kr.bongsu.telegram;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Text fields of a double-byte charset, byte for byte.
///
/// Reading: trailing blanks and NULs are filling and are dropped; a character cut in two by the
/// field's end is dropped; a NUL or another control character inside the text becomes a blank, but
/// line feed and tab stay and CR LF becomes LF; bytes that are no character become `?`. Writing:
/// what the charset lacks becomes `?`; a text too long is cut at a character's border.
final class TextCodec {

    private static final char REPLACEMENT = '\uFFFD';

    /// Texts of one printable sign, which every telegram and recipient has: made once.
    private static final List<String> SIGNS =
            IntStream.range(' ', 0x7f).mapToObj(Character::toString).toList();

    private final Charset charset;
    private final boolean doubleByte;
    private final Pairs pairs;

    TextCodec(Charset charset) {
        this.charset = charset;
        this.doubleByte = charset.newEncoder().maxBytesPerChar() == 2.0f;
        this.pairs = new Pairs(charset);
    }

    Charset charset() {
        return charset;
    }

    String decode(byte[] bytes, int from, int size) {
        int end = EightBytes.endOfText(bytes, from, from + size);
        if (end == from) {
            return "";
        }
        if (EightBytes.arePrintable(bytes, from, end)) {
            return end - from == 1
                    ? SIGNS.get(bytes[from] - ' ')
                    : new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        }
        boolean full = end == from + size;
        if (doubleByte && full && endsInHalf(bytes, from, end)) {
            end--;
        }
        String clean = doubleByte ? clean(bytes, from, end) : null;
        return clean != null ? clean : odd(bytes, from, end, full);
    }

    /// What nearly every Korean text is: characters of one or two bytes, line feeds, tabs.
    ///
    /// @return nothing if there is anything else
    private @Nullable String clean(byte[] bytes, int from, int end) {
        char[] chars = new char[end - from];
        int length = 0;
        for (int i = from; i < end; i++) {
            byte value = bytes[i];
            char c;
            if (value >= 0) {
                c = (char) value;
                if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f) {
                    return null;
                }
            } else {
                if (++i == end || !isLead(value) || !isTrail(bytes[i])) {
                    return null;
                }
                c = pairs.character(value, bytes[i]);
                if (c == Pairs.NONE) {
                    return null;
                }
            }
            chars[length++] = c;
        }
        while (length > 0 && Character.isWhitespace(chars[length - 1])) {
            length--;
        }
        return new String(chars, 0, length);
    }

    private String odd(byte[] bytes, int from, int end, boolean full) {
        String text = new String(bytes, from, end - from, charset);
        return tidy(full && !doubleByte ? withoutHalf(text) : text);
    }

    void encode(String text, byte[] bytes, int from, int size) {
        if (isPlain(text)) {
            int end = from + Math.min(size, text.length());
            for (int i = from; i < end; i++) {
                bytes[i] = (byte) text.charAt(i - from);
            }
            Arrays.fill(bytes, end, from + size, (byte) ' ');
            return;
        }
        ByteBuffer out = ByteBuffer.wrap(bytes, from, size);
        CharsetEncoder encoder =
                charset.newEncoder()
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .replaceWith(new byte[] {'?'});
        encoder.encode(CharBuffer.wrap(text), out, true);
        encoder.flush(out);
        Arrays.fill(bytes, out.position(), from + size, (byte) ' ');
    }

    /// Characters that are one byte, the same one, in every charset a layout may have.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String withoutHalf(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == REPLACEMENT) {
            end--;
        }
        return text.substring(0, end);
    }

    /// Whether the last byte is the first half of a character whose second half did not fit.
    private static boolean endsInHalf(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end - 1) {
            i += isLead(bytes[i]) && isTrail(bytes[i + 1]) ? 2 : 1;
        }
        return i == end - 1 && isLead(bytes[i]);
    }

    private static boolean isLead(byte value) {
        return (value & 0xff) >= 0x81 && (value & 0xff) <= 0xfe;
    }

    private static boolean isTrail(byte value) {
        int unsigned = value & 0xff;
        return (unsigned >= 'A' && unsigned <= 'Z')
                || (unsigned >= 'a' && unsigned <= 'z')
                || (unsigned >= 0x81 && unsigned <= 0xfe);
    }

    private static String tidy(String text) {
        StringBuilder tidy = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (c == REPLACEMENT) {
                tidy.append('?');
            } else {
                tidy.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return tidy.toString().stripTrailing();
    }
}
