package kr.bongsu.telegram;

import java.nio.charset.Charset;

/// The characters of a double-byte charset, each looked up once and then remembered: the JDK's
/// decoders cost more to start than a field has characters.
///
/// For many threads: two that look up the same character write the same value.
final class Pairs {

    /// The two bytes are not one character.
    static final char NONE = '\uFFFF';

    private static final int FIRST_LEAD = 0x80;
    private static final char REPLACEMENT = '\uFFFD';

    private final Charset charset;
    private final char[] known = new char[(0x100 - FIRST_LEAD) << 8];

    Pairs(Charset charset) {
        this.charset = charset;
    }

    /// The character of two bytes, the first of which is negative.
    char character(byte lead, byte trail) {
        int place = ((lead & 0xff) - FIRST_LEAD) << 8 | (trail & 0xff);
        char character = known[place];
        if (character == 0) {
            character = lookUp(lead, trail);
            known[place] = character;
        }
        return character;
    }

    private char lookUp(byte lead, byte trail) {
        String text = new String(new byte[] {lead, trail}, charset);
        boolean one = text.length() == 1 && text.charAt(0) != REPLACEMENT;
        return one ? text.charAt(0) : NONE;
    }
}
