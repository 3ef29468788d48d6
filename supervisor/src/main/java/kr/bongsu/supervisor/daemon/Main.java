package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.libc.Processes;

/// Runs the daemon until `kill` or a signal ends it. The commands start it; nobody else needs to.
public final class Main {
    private static final long STOP_SECONDS = 60;

    private Main() {}

    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals("--check")) {
            return;
        }
        Home home = Home.of(System.getenv());
        home.create();
        Processes.newSession();
        try (FileChannel channel =
                        FileChannel.open(
                                home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                // Two commands woke a daemon at the same moment; the other one serves both.
                return;
            }
            DaemonLog log = new DaemonLog(home.daemonLog(), InstantSource.system(), System.err);
            Daemon daemon = Daemon.open(home, log, (style, bytes, from, length) -> {});
            CountDownLatch ended = new CountDownLatch(1);
            daemon.start();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stopOnSignal(daemon, ended, 0), "signal"));
            daemon.run();
            ended.countDown();
        }
    }

    /// A signal stops the processes first; the JVM waits for its hooks.
    static void stopOnSignal(Daemon daemon, CountDownLatch ended, int code) {
        if (ended.getCount() == 0) {
            return;
        }
        daemon.stop();
        try {
            Runtime.getRuntime().halt(ended.await(STOP_SECONDS, TimeUnit.SECONDS) ? code : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
