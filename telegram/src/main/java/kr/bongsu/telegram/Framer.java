package kr.bongsu.telegram;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Cuts a connection's bytes into telegrams, however they were split or joined on the way.
///
/// One framer serves one connection and dies with it, so that bytes of an old connection never meet
/// a new one. Memory is bounded by the layout's longest telegram plus one read; what a long one
/// took is given back at the next short one, such as a heartbeat.
///
/// ```
///   offer(bytes) ...  next() -> Whole | Incomplete | Broken      (until Incomplete, then offer again)
/// ```
public final class Framer {

    private static final Framing.Incomplete INCOMPLETE = new Framing.Incomplete();
    private static final int FIRST_CAPACITY = 8 * 1024;
    private static final int KEPT_CAPACITY = 48 * 1024;

    private final Layout layout;
    private final Field length;
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int start;
    private int end;

    public Framer(Layout layout) {
        this.layout = layout;
        this.length = layout.length().field();
    }

    /// Takes over all remaining bytes of `read`. Call [#next()] until it is [Framing.Incomplete]
    /// before offering more.
    public void offer(ByteBuffer read) {
        int more = read.remaining();
        if (end + more > buffer.length) {
            makeRoom(more);
        }
        read.get(buffer, end, more);
        end += more;
    }

    /// The next telegram, if it is whole.
    public Framing next() {
        int available = end - start;
        if (available < length.end()) {
            return badDigitSoFar(available) ? broken() : INCOMPLETE;
        }
        long said = Numbers.read(length, buffer, start + length.offset());
        long total = layout.length().total(said);
        if (said < 0 || total < layout.shortest() || total > layout.length().limit()) {
            return broken();
        }
        if (available < total) {
            return INCOMPLETE;
        }
        byte[] telegram = Arrays.copyOfRange(buffer, start, start + (int) total);
        start += (int) total;
        if (start == end) {
            start = 0;
            end = 0;
            if (buffer.length > KEPT_CAPACITY && total <= FIRST_CAPACITY) {
                buffer = new byte[FIRST_CAPACITY];
            }
        }
        return new Framing.Whole(telegram);
    }

    /// Bytes of a telegram that has begun and is not whole yet.
    public int pending() {
        return end - start;
    }

    /// Noise is noticed at its first byte, not when as many bytes as a length field has arrived.
    private boolean badDigitSoFar(int available) {
        if (length.type() != FieldType.DIGITS) {
            return false;
        }
        for (int i = length.offset(); i < available; i++) {
            byte digit = buffer[start + i];
            if (digit < '0' || digit > '9') {
                return true;
            }
        }
        return false;
    }

    private Framing.Broken broken() {
        int shown = Math.min(length.size(), end - start - length.offset());
        byte[] bytes =
                Arrays.copyOfRange(
                        buffer, start + length.offset(), start + length.offset() + shown);
        return new Framing.Broken(
                "length field "
                        + java.util.HexFormat.ofDelimiter(" ").formatHex(bytes)
                        + " is no length from "
                        + layout.length().said(layout.shortest())
                        + " to "
                        + layout.length().said(layout.length().limit()));
    }

    private void makeRoom(int more) {
        int held = end - start;
        int wanted = Math.max(held + more, Math.min(buffer.length * 2, layout.length().limit()));
        byte[] next = wanted > buffer.length ? new byte[wanted] : buffer;
        System.arraycopy(buffer, start, next, 0, held);
        buffer = next;
        start = 0;
        end = held;
    }
}
