package kr.bongsu.gateway.search;

import java.util.Arrays;
import java.util.Locale;

/// The terms under which the text index holds a message: every two characters that stand side by
/// side in a word, and the whole of some columns.
///
/// A text contains a word only if it has all of the word's terms; not the other way round, so what
/// is found by terms is looked at again.
final class Terms {

    /// Every term is below 2 to the power of this.
    static final int BITS = 43;

    private static final int CHARACTER_BITS = 21;
    private static final long WHOLE = 1L << 42;
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Terms() {}

    /// The terms of texts, each once, in rising order; none when no text has two letters or digits
    /// side by side.
    static long[] ofText(String... texts) {
        long[] terms = new long[64];
        int count = 0;
        for (String text : texts) {
            int before = -1;
            for (int i = 0; i < text.length(); ) {
                int at = text.codePointAt(i);
                i += Character.charCount(at);
                int letter = Character.isLetterOrDigit(at) ? fold(at) : -1;
                if (before >= 0 && letter >= 0) {
                    terms = count == terms.length ? Arrays.copyOf(terms, 2 * count) : terms;
                    terms[count++] = ((long) before << CHARACTER_BITS) | letter;
                }
                before = letter;
            }
        }
        return distinct(terms, count);
    }

    /// The term of a column's whole value; none that a text has.
    static long ofWhole(Column column, String value) {
        return (hash(column.word(), value) & (WHOLE - 1)) | WHOLE;
    }

    /// A token's number in the table of recipients.
    static long ofToken(String token) {
        return hash("token", token);
    }

    private static long hash(String kind, String value) {
        long hash = FNV_BASIS;
        for (String text : new String[] {kind, "\0", value}) {
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * FNV_PRIME;
            }
        }
        return hash ^ (hash >>> 32);
    }

    /// A text as `contains` compares it.
    static String folded(String text) {
        return text.chars().anyMatch(each -> each > 0x7f)
                ? text.codePoints()
                        .map(Terms::fold)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                : text.toLowerCase(Locale.ROOT);
    }

    /// Whether a text contains another, in SQL: `expression` is looked through for [#folded] of it.
    /// To fold a whole table takes longer than to look through it, and what has no case needs none.
    static String contains(String expression, String text) {
        boolean cased = text.codePoints().anyMatch(Terms::hasCase);
        return "{instr}(" + (cased ? "lower(" + expression + ")" : expression) + ", ?) > 0";
    }

    private static boolean hasCase(int codePoint) {
        return Character.toLowerCase(codePoint) != codePoint
                || Character.toUpperCase(codePoint) != codePoint;
    }

    /// Only what every database's `lower` does too.
    private static int fold(int codePoint) {
        return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + ('a' - 'A') : codePoint;
    }

    private static long[] distinct(long[] terms, int count) {
        Arrays.sort(terms, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || terms[i] != terms[i - 1]) {
                terms[kept++] = terms[i];
            }
        }
        return Arrays.copyOf(terms, kept);
    }
}
