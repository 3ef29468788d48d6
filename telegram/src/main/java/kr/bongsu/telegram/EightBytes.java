package kr.bongsu.telegram;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks through a field eight bytes at a time, for most of a telegram is filling.
final class EightBytes {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long BLANKS = EACH * ' ';
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;
    private static final long DELETES = EACH * 0x7f;

    private EightBytes() {}

    /// Where the text ends that blanks and NULs fill up to `end`.
    static int endOfText(byte[] bytes, int from, int end) {
        int to = end;
        while (to - from >= Long.BYTES && (long) LONG.get(bytes, to - Long.BYTES) == BLANKS) {
            to -= Long.BYTES;
        }
        while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == 0)) {
            to--;
        }
        return to;
    }

    /// Whether each byte is a printable sign of ASCII.
    static boolean arePrintable(byte[] bytes, int from, int end) {
        int i = from;
        for (; end - i >= Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONG.get(bytes, i);
            // A top bit stays where a byte has it, or where taking a blank away borrows; a borrow
            // goes on to the next byte only from one that is already found out.
            if (((eight | (eight - BLANKS) | ((eight ^ DELETES) - EACH)) & TOP_BITS) != 0) {
                return false;
            }
        }
        for (; i < end; i++) {
            if (bytes[i] < ' ' || bytes[i] == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
