package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.logs.LogPump;
import kr.bongsu.supervisor.process.ProcFs;
import kr.bongsu.supervisor.process.ProcessTree;
import kr.bongsu.supervisor.process.Spawner;

/// Runs the daemon until `kill` or a signal ends it. The commands start it; nobody else needs to.
public final class Main {
    private static final long STOP_SECONDS = 60;

    private Main() {}

    public static void main(String[] args) throws IOException {
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
            run(home);
        }
    }

    private static void run(Home home) throws IOException {
        InstantSource clock = InstantSource.system();
        DaemonLog log = new DaemonLog(home.daemonLog(), clock, System.err);
        Processes.becomeSubreaper();
        EventLoop loop = EventLoop.open(log::failure);
        EventBus events = new EventBus(loop, clock);
        Surroundings around = new Surroundings(loop, clock, home, log, events);

        ProcFs proc = new ProcFs();
        Table table = new Table();
        int self = Math.toIntExact(ProcessHandle.current().pid());
        ProcessTree tree = new ProcessTree(proc, self, table::isMain);
        Memory memory = new Memory(around, table);
        Logs logs = new Logs(home, log, events);
        LogPump pump = new LogPump(logs, clock);
        Endings endings = new Endings(loop, tree);
        Fleet fleet =
                new Fleet(
                        around,
                        table,
                        new Entry.Tools(
                                new Spawner(proc, clock), pump, logs, endings, memory::changed));
        Sampler sampler = new Sampler(proc, tree);
        Views views = new Views(sampler, logs, proc);
        Commands commands = new Commands(around, table, fleet, views, memory);
        Shutdown shutdown = new Shutdown(around, fleet);
        ControlServer server = new ControlServer(around, shutdown.after(commands::answer));

        pump.start();
        fleet.takeOver(memory.leftBehind(), proc);
        new Rounds(around, table, sampler, endings).start();
        server.start();
        Files.writeString(home.daemonPid(), Integer.toString(self));
        log.info("daemon.started", "pid", self, "home", home.folder());
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stopOnSignal(loop, shutdown, ended), "signal"));

        loop.run();

        tree.killStrays();
        server.close();
        pump.close();
        memory.forgetState();
        Files.deleteIfExists(home.daemonPid());
        log.info("daemon.ended", "pid", self);
        loop.close();
        ended.countDown();
    }

    /// A signal stops the processes first; the JVM waits for its hooks.
    private static void stopOnSignal(EventLoop loop, Shutdown shutdown, CountDownLatch ended) {
        if (ended.getCount() > 0) {
            loop.execute(shutdown::begin);
            try {
                if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                    Runtime.getRuntime().halt(1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(0);
        }
    }
}
