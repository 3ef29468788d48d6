package kr.bongsu.supervisor.daemon;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.logs.LineFormat;
import kr.bongsu.supervisor.process.Exit;
import kr.bongsu.supervisor.process.State;

/// Runs applications in the foreground, as the one process of a container: logs to standard output,
/// signals end everything in order, and it ends by itself when nothing is left to run.
///
/// The exit code is that of the first process that failed, 1 when one could not be kept alive, else
/// 0.
public final class Foreground {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Daemon daemon;
    private int code;

    private Foreground(Daemon daemon) {
        this.daemon = daemon;
    }

    /// Runs until everything has ended; the answer is the exit code.
    ///
    /// @param prefixed whether lines start with the application's name
    public static int run(Home home, Request.Start start, boolean prefixed) throws IOException {
        home.create();
        try (FileChannel channel =
                        FileChannel.open(
                                home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException(
                        "a daemon runs in "
                                + home.folder()
                                + " already; set BONGSU_HOME to another folder");
            }
            DaemonLog log = new DaemonLog(home.daemonLog(), InstantSource.system(), System.err);
            Foreground foreground =
                    new Foreground(Daemon.open(home, log, new StandardOutput(prefixed)));
            return foreground.run(start);
        }
    }

    private int run(Request.Start start) throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Main.stopOnSignal(daemon, ended, 0), "signal"));
        daemon.start();
        daemon.loop()
                .execute(() -> {
                    var _ = daemon.answer(start).whenComplete((reply, failure) -> started(reply));
                });
        daemon.run();
        ended.countDown();
        return code;
    }

    private void started(@org.jspecify.annotations.Nullable Reply reply) {
        if (!(reply instanceof Reply.Processes)) {
            System.err.println(
                    reply instanceof Reply.Failed failed ? failed.message() : "the start failed");
            code = 1;
            daemon.stop();
            return;
        }
        look();
    }

    /// Ends when every process has come to rest.
    private void look() {
        boolean active = false;
        int failure = 0;
        for (Entry entry : daemon.table().all()) {
            switch (entry.state()) {
                case State.Launching _, State.Online _, State.Stopping _, State.Waiting _ ->
                        active = true;
                case State.Stopped stopped -> failure = failure != 0 ? failure : exitCode(stopped);
                case State.Errored errored -> {
                    System.err.println(entry.name() + ": " + errored.reason());
                    failure = failure != 0 ? failure : Math.max(1, errored.last().shellCode());
                }
            }
        }
        if (active) {
            daemon.loop().after(LOOK, this::look);
        } else {
            code = failure;
            daemon.stop();
        }
    }

    private static int exitCode(State.Stopped stopped) {
        return stopped.last().map(Exit::shellCode).orElse(0);
    }

    /// Writes lines as they come; a reader that is slow slows the processes down, and nothing is
    /// lost.
    private static final class StandardOutput implements Logs.Passing {
        private final OutputStream out = new FileOutputStream(FileDescriptor.out);
        private final boolean prefixed;

        StandardOutput(boolean prefixed) {
            this.prefixed = prefixed;
        }

        @Override
        public void line(LineFormat.Style style, byte[] bytes, int from, int length) {
            byte[] prefix =
                    prefixed
                            ? (style.id() + "|" + style.app() + " | ")
                                    .getBytes(StandardCharsets.UTF_8)
                            : new byte[0];
            byte[] line = new byte[prefix.length + length + 1];
            System.arraycopy(prefix, 0, line, 0, prefix.length);
            System.arraycopy(bytes, from, line, prefix.length, length);
            line[line.length - 1] = '\n';
            try {
                out.write(line);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("standard output takes no more", e);
            }
        }
    }
}
