package kr.bongsu.supervisor.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/// Carries every process's output from its FIFOs to its files on one thread, `logs`.
///
/// Public methods may be called from any thread; each is done on the pump's own. Callbacks come on
/// that thread too.
public final class LogPump implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    /// One output of one process.
    ///
    /// @param key unique among open outputs
    /// @param fifo where the process writes
    /// @param files where its lines go; more than one when there is a merged file
    public record Source(
            String key,
            String fifo,
            Destination files,
            LineFormat.Style style,
            boolean dropWhenFull) {}

    public record Destination(List<Path> paths, LogRotation rotation) {}

    /// What the pump tells about its work.
    public interface Listener {
        /// A line as the process wrote it, without its line feed.
        void line(Source source, byte[] bytes, int from, int length);

        /// A log file does not take any more, with the system's error number.
        void refused(Source source, int errno);

        void resumed(Source source);

        void failed(Throwable cause);
    }

    private final EventLoop loop;
    private final Listener listener;
    private final InstantSource clock;
    private final Map<String, LogStream> streams = new HashMap<>();
    private final Map<Path, LogFile> files = new HashMap<>();
    private final NativeBuffer input = new NativeBuffer(CHUNK);
    private final Bytes output = new Bytes(2 * CHUNK);
    private final ThreadPoolExecutor tidier;
    private final Thread thread;

    public LogPump(Listener listener, InstantSource clock) throws IOException {
        this.listener = listener;
        this.clock = clock;
        loop = EventLoop.open(listener::failed);
        tidier =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(1024),
                        LogPump::tidierThread);
        tidier.allowCoreThreadTimeOut(true);
        thread = new Thread(null, loop::run, "logs", 256 * 1024);
    }

    private static Thread tidierThread(Runnable work) {
        Thread thread = new Thread(null, work, "log-tidier", 256 * 1024);
        thread.setDaemon(true);
        return thread;
    }

    public void start() {
        thread.start();
    }

    /// Begins to carry an output. Its FIFO exists when this returns.
    public void open(Source source) throws IOException {
        int fd = LogStream.openFifo(source.fifo());
        loop.execute(() -> begin(source, fd));
    }

    private void begin(Source source, int fd) {
        List<LogFile> targets = new ArrayList<>();
        for (Path path : source.files().paths()) {
            LogFile file =
                    files.computeIfAbsent(
                            path, p -> new LogFile(p, source.files().rotation(), clock));
            file.acquire(source.files().rotation());
            targets.add(file);
        }
        LineFormat format = new LineFormat(source.style(), clock, ZoneId.systemDefault());
        LogStream stream = new LogStream(this, source, format, targets, fd);
        streams.put(source.key(), stream);
        try {
            stream.start();
        } catch (IOException e) {
            failed(e);
        }
    }

    /// Writes out all that a process left in its FIFOs, then runs what comes after.
    public void drain(List<String> keys, Runnable then) {
        loop.execute(() -> {
            for (String key : keys) {
                LogStream stream = streams.get(key);
                if (stream != null) {
                    guarded(stream::drain);
                }
            }
            then.run();
        });
    }

    public void close(String key) {
        loop.execute(() -> {
            LogStream stream = streams.remove(key);
            if (stream != null) {
                guarded(stream::close);
            }
        });
    }

    /// Opens every file anew at its path, for programs that move log files away.
    public void reopen(Runnable then) {
        loop.execute(() -> {
            files.values().forEach(LogFile::close);
            then.run();
        });
    }

    /// Empties the files of these outputs.
    public void flush(List<String> keys, Runnable then) {
        loop.execute(() -> {
            for (String key : keys) {
                LogStream stream = streams.get(key);
                if (stream != null) {
                    stream.files().forEach(LogFile::truncate);
                }
            }
            then.run();
        });
    }

    /// Writes out what is left and stops; waits for that at most five seconds.
    @Override
    public void close() {
        end(LogStream::close);
    }

    /// As [#close], for a pump that goes on where this one stops: a line that is not complete yet
    /// is not ended.
    public void leave() {
        end(LogStream::leave);
    }

    @FunctionalInterface
    private interface End {
        void of(LogStream stream) throws IOException;
    }

    private void end(End end) {
        loop.execute(() -> {
            streams.values().forEach(stream -> guarded(() -> end.of(stream)));
            streams.clear();
            loop.stop();
        });
        try {
            thread.join(5_000);
            tidier.shutdown();
            if (!tidier.awaitTermination(5, TimeUnit.SECONDS)) {
                tidier.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    EventLoop loop() {
        return loop;
    }

    NativeBuffer input() {
        return input;
    }

    Bytes output() {
        return output;
    }

    void publish(Source source, byte[] bytes, int from, int length) {
        listener.line(source, bytes, from, length);
    }

    void refused(Source source, int errno) {
        listener.refused(source, errno);
    }

    void resumed(Source source) {
        listener.resumed(source);
    }

    void failed(Throwable cause) {
        listener.failed(cause);
    }

    void release(LogFile file) {
        if (file.release()) {
            files.remove(file.path());
        }
    }

    /// Rotates a file that the next bytes would make too large; the answer is 0, where writing them
    /// starts.
    int rotateBefore(LogFile file, int more) {
        try {
            @Nullable Path aside = file.rotate(more);
            if (aside != null) {
                tidier.execute(() -> guarded(() -> file.rotation().tidy(file.path(), aside)));
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
        return 0;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }
}
