package kr.bongsu.supervisor.agent;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// Tells a client, in a response that is being written, that it is the last one on its connection.
///
/// Works on bytes, so it serves every server; not on those that encrypt, because the bytes are
/// encrypted here.
final class LastResponse {
    private static final byte[] HTTP = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "Connection: close\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_LINE = 512;
    private static final long PATIENCE = 1_000_000_000;

    private LastResponse() {}

    /// When these bytes begin a response, writes its first line and the header, and answers how
    /// many of the bytes that were: the caller writes the rest, as after any short write. Answers 0
    /// when they do not, and what the system said when it took nothing.
    static int write(MethodHandle call, FileDescriptor fd, long address, int length)
            throws Throwable {
        int line = firstLine(address, length);
        if (line == 0) {
            return 0;
        }
        int size = line + CLOSE.length;
        long copy = Jdk.allocate(size);
        try {
            for (int i = 0; i < size; i++) {
                Jdk.putByte(copy + i, i < line ? Jdk.getByte(address + i) : CLOSE[i - line]);
            }
            int written = (int) call.invokeExact(fd, copy, size);
            if (written <= 0) {
                return written;
            }
            long end = System.nanoTime() + PATIENCE;
            while (written < size) {
                int n = (int) call.invokeExact(fd, copy + written, size - written);
                written += Math.max(0, n);
                if (n <= 0) {
                    if (System.nanoTime() - end > 0) {
                        throw new IOException("the client does not read");
                    }
                    Thread.onSpinWait();
                }
            }
            return line;
        } finally {
            Jdk.free(copy);
        }
    }

    /// How long the status line of a final response is with its line end; 0 for anything else.
    private static int firstLine(long address, int length) throws Throwable {
        if (length < HTTP.length + 2) {
            return 0;
        }
        for (int i = 0; i < HTTP.length; i++) {
            if (Jdk.getByte(address + i) != HTTP[i]) {
                return 0;
            }
        }
        if (Jdk.getByte(address + HTTP.length) == '1') {
            return 0; // 1xx: the response itself is yet to come, or the protocol changes
        }
        for (int i = HTTP.length; i < Math.min(length, STATUS_LINE); i++) {
            if (Jdk.getByte(address + i) == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
