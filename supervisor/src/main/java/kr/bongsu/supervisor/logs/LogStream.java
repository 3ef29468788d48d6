package kr.bongsu.supervisor.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.SystemCallException;
import org.jspecify.annotations.Nullable;

/// One output of one process: read from its FIFO, cut into lines, written to its files in whole
/// lines.
///
/// ```
///            bytes            whole lines          written
///   FIFO ───────────▶ rest ───────────────▶ out ─────────────▶ files
///    ▲                                       │ disk full or slow
///    └── not read while out is not empty ◀───┘ (or: dropped and counted)
/// ```
final class LogStream {
    private static final int MAX_LINE = 64 * 1024;
    private static final Duration PARTIAL_LINE = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(100);

    private final LogPump pump;
    private final LogPump.Source source;
    private final LineFormat format;
    private final List<LogFile> files;
    private final int fd;
    private final Bytes rest = new Bytes(256);

    /// How much of the unwritten lines each file has taken already.
    private final int[] taken;

    private @Nullable Bytes unwritten;
    private EventLoop.@Nullable Timer partial;
    private boolean midLine;
    private boolean closed;
    private long dropped;

    LogStream(LogPump pump, LogPump.Source source, LineFormat format, List<LogFile> files, int fd) {
        this.pump = pump;
        this.source = source;
        this.format = format;
        this.files = files;
        this.fd = fd;
        taken = new int[files.size()];
    }

    LogPump.Source source() {
        return source;
    }

    List<LogFile> files() {
        return files;
    }

    void start() throws IOException {
        pump.loop().watch(fd, Linux.EPOLLIN, events -> read());
    }

    /// Reads what is there, a bounded amount, so that one busy process cannot starve the others.
    private void read() throws IOException {
        for (int i = 0; i < 4 && unwritten == null; i++) {
            if (!readOnce()) {
                return;
            }
        }
    }

    private boolean readOnce() throws IOException {
        byte[] bytes = pump.input().bytes();
        int n = Descriptors.read(fd, pump.input());
        if (n <= 0) {
            return false;
        }
        Bytes out = pump.output();
        out.clear();
        format.tick();
        int from = 0;
        for (int i = 0; i < n; i++) {
            if (bytes[i] == '\n') {
                line(out, bytes, from, i - from);
                from = i + 1;
            }
        }
        if (from < n) {
            rest.append(bytes, from, n - from);
            if (rest.size() >= MAX_LINE) {
                breakLine(out, format.isJson());
            }
        }
        write(out);
        awaitRest();
        return n == bytes.length;
    }

    private void line(Bytes out, byte[] bytes, int from, int length) {
        if (rest.isEmpty()) {
            format.line(out, bytes, from, length, !midLine);
            pump.publish(source, bytes, from, length);
        } else {
            rest.append(bytes, from, length);
            format.line(out, rest.array(), 0, rest.size(), !midLine);
            pump.publish(source, rest.array(), 0, rest.size());
            rest.clear();
        }
        out.append((byte) '\n');
        midLine = false;
    }

    /// Writes what has no line feed yet; the next bytes continue the same line unless it is ended
    /// here.
    private void breakLine(Bytes out, boolean end) {
        format.line(out, rest.array(), 0, rest.size(), !midLine);
        pump.publish(source, rest.array(), 0, rest.size());
        rest.clear();
        if (end) {
            out.append((byte) '\n');
        }
        midLine = !end;
    }

    /// A prompt or a progress bar has no line feed and should be seen nevertheless.
    private void awaitRest() {
        if (!rest.isEmpty() && partial == null && !format.isJson()) {
            partial =
                    pump.loop()
                            .after(
                                    PARTIAL_LINE,
                                    () -> {
                                        partial = null;
                                        if (!rest.isEmpty() && !closed && unwritten == null) {
                                            Bytes out = pump.output();
                                            out.clear();
                                            breakLine(out, false);
                                            write(out);
                                        }
                                    });
        }
    }

    private void write(Bytes out) {
        if (out.isEmpty()) {
            return;
        }
        if (dropped > 0) {
            reportDropped();
        }
        for (int i = 0; i < taken.length; i++) {
            taken[i] = pump.rotateBefore(files.get(i), out.size());
        }
        int error = writeOn(out);
        if (error < 0) {
            refused(out, -error);
        }
    }

    /// 0 when every file has taken everything, else the negative error number that stopped one.
    private int writeOn(Bytes out) {
        int error = 0;
        for (int i = 0; i < taken.length; i++) {
            int n = 1;
            while (taken[i] < out.size() && n > 0) {
                n = files.get(i).write(pump.input(), out.array(), taken[i], out.size() - taken[i]);
                taken[i] += Math.max(0, n);
            }
            error = n <= 0 && taken[i] < out.size() ? Math.min(n, -Linux.EINTR) : error;
        }
        return error;
    }

    private void refused(Bytes out, int errno) {
        if (source.dropWhenFull()) {
            if (dropped == 0) { // told once, until the file takes lines again
                pump.refused(source, errno);
            }
            dropped += lines(out);
            return;
        }
        if (unwritten == null) {
            pump.refused(source, errno);
            Bytes copy = new Bytes(out.size());
            copy.append(out.array(), 0, out.size());
            unwritten = copy;
            interest(0);
        }
        pump.loop().after(RETRY, this::retry);
    }

    private void retry() {
        Bytes out = unwritten;
        if (closed || out == null) {
            return;
        }
        int error = writeOn(out);
        if (error < 0) {
            refused(out, -error);
        } else {
            unwritten = null;
            pump.resumed(source);
            interest(Linux.EPOLLIN);
        }
    }

    private void interest(int events) {
        try {
            pump.loop().change(fd, events);
        } catch (IOException e) {
            pump.failed(e);
        }
    }

    private long lines(Bytes out) {
        long lines = 0;
        for (int i = 0; i < out.size(); i++) {
            lines += out.array()[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private void reportDropped() {
        byte[] note =
                ("[bongsu] "
                                + dropped
                                + " lines were dropped here: the log file could not be written\n")
                        .getBytes(StandardCharsets.UTF_8);
        for (LogFile file : files) {
            if (file.write(pump.input(), note, 0, note.length) != note.length) {
                return;
            }
        }
        dropped = 0;
    }

    /// Reads everything the process left behind and ends its last line.
    void drain() throws IOException {
        while (unwritten == null && readOnce()) {
            // The next read takes the next part.
        }
        if (unwritten == null && (!rest.isEmpty() || midLine)) {
            Bytes out = pump.output();
            out.clear();
            format.tick();
            breakLine(out, true);
            write(out);
        }
    }

    /// Writes out what there is, the beginning of a line too, and leaves its end to a successor.
    void leave() throws IOException {
        while (unwritten == null && readOnce()) {
            // The next read takes the next part.
        }
        if (unwritten == null && !rest.isEmpty()) {
            Bytes out = pump.output();
            out.clear();
            format.tick();
            breakLine(out, format.isJson());
            write(out);
        }
        end();
    }

    void close() throws IOException {
        drain();
        end();
    }

    private void end() throws IOException {
        closed = true;
        if (partial != null) {
            partial.cancel();
        }
        pump.loop().forget(fd);
        Descriptors.close(fd);
        for (LogFile file : new ArrayList<>(files)) {
            pump.release(file);
        }
    }

    static int openFifo(String path) throws SystemCallException {
        Descriptors.fifo(path);
        int fd = Descriptors.open(path, Linux.O_RDWR | Linux.O_NONBLOCK, 0);
        Descriptors.growPipe(fd, 1 << 20);
        return fd;
    }
}
