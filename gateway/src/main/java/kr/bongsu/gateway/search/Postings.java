package kr.bongsu.gateway.search;

import java.io.ByteArrayOutputStream;
import java.util.BitSet;

/// Which messages of a block have a term, in few bytes.
///
/// ```
///   0 | gap gap ...     each gap 7 bits a byte, low bits first, the top bit: more follows
///   1 | a bit for each message
/// ```
///
/// The shorter of the two. Numbers count from the block's first message.
final class Postings {

    private static final byte GAPS = 0;
    private static final byte BITS = 1;

    private Postings() {}

    static byte[] write(BitSet messages) {
        int bitBytes = (messages.length() + 7) / 8;
        ByteArrayOutputStream gaps = new ByteArrayOutputStream();
        gaps.write(GAPS);
        int before = -1;
        for (int each = messages.nextSetBit(0); each >= 0; each = messages.nextSetBit(each + 1)) {
            writeNumber(gaps, each - before - 1);
            before = each;
            if (gaps.size() > bitBytes + 1) {
                return bits(messages);
            }
        }
        return gaps.toByteArray();
    }

    /// @throws IllegalArgumentException when these are no postings
    static BitSet read(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] == BITS) {
            byte[] bits = new byte[bytes.length - 1];
            System.arraycopy(bytes, 1, bits, 0, bits.length);
            return BitSet.valueOf(bits);
        }
        if (bytes.length == 0 || bytes[0] != GAPS) {
            throw new IllegalArgumentException("the text index is damaged; make it anew");
        }
        BitSet messages = new BitSet();
        int at = -1;
        int number = 0;
        int shift = 0;
        for (int i = 1; i < bytes.length; i++) {
            number |= (bytes[i] & 0x7f) << shift;
            if (bytes[i] < 0) {
                shift += 7;
            } else {
                at += number + 1;
                messages.set(at);
                number = 0;
                shift = 0;
            }
        }
        return messages;
    }

    private static byte[] bits(BitSet messages) {
        byte[] bits = messages.toByteArray();
        byte[] bytes = new byte[bits.length + 1];
        bytes[0] = BITS;
        System.arraycopy(bits, 0, bytes, 1, bits.length);
        return bytes;
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
