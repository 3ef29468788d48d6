package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.logs.LogPump;
import kr.bongsu.supervisor.process.ProcFs;
import kr.bongsu.supervisor.process.ProcessTree;
import kr.bongsu.supervisor.process.Spawner;

/// The daemon put together: everything it consists of, in the order in which it is used.
final class Daemon {
    private final Surroundings around;
    private final Table table = new Table();
    private final ProcFs proc = new ProcFs();
    private final ProcessTree tree;
    private final Memory memory;
    private final LogPump pump;
    private final Fleet fleet;
    private final Shutdown shutdown;
    private final Commands commands;
    private final ControlServer server;
    private final Rounds rounds;

    private Daemon(Surroundings around, Logs logs, int self) throws IOException {
        this.around = around;
        tree = new ProcessTree(proc, self, table::isMain);
        memory = new Memory(around, table);
        pump = new LogPump(logs, around.clock());
        Endings endings = new Endings(around.loop(), tree);
        Spawner spawner = new Spawner(proc, around.clock());
        fleet =
                new Fleet(
                        around,
                        table,
                        new Entry.Tools(spawner, pump, logs, endings, memory::changed));
        Sampler sampler = new Sampler(proc, tree);
        commands = new Commands(around, table, fleet, new Views(sampler, logs, proc), memory);
        shutdown = new Shutdown(around, fleet);
        server = new ControlServer(around, shutdown.after(commands::answer));
        rounds = new Rounds(around, table, sampler, endings, new Watches(around));
    }

    /// @param passing takes each log line too, on the thread of the logs
    static Daemon open(Home home, DaemonLog log, Logs.Passing passing) throws IOException {
        InstantSource clock = InstantSource.system();
        Processes.becomeSubreaper();
        EventLoop loop = EventLoop.open(log::failure);
        EventBus events = new EventBus(loop, clock);
        Surroundings around = new Surroundings(loop, clock, home, log, events);
        int self = Math.toIntExact(ProcessHandle.current().pid());
        return new Daemon(around, new Logs(home, log, events, passing), self);
    }

    void start() throws IOException {
        pump.start();
        fleet.takeOver(memory.leftBehind(), proc, tree);
        rounds.start();
        server.start();
        long self = ProcessHandle.current().pid();
        Files.writeString(around.home().daemonPid(), Long.toString(self));
        around.log().info("daemon.started", "pid", self, "home", around.home().folder());
    }

    EventLoop loop() {
        return around.loop();
    }

    Table table() {
        return table;
    }

    CompletableFuture<Reply> answer(Request request) {
        return commands.answer(request);
    }

    /// Ends every process, then the loop. Any thread may call this.
    void stop() {
        around.loop().execute(shutdown::begin);
    }

    /// Works until it is stopped, then leaves nothing behind.
    void run() throws IOException {
        around.loop().run();
        tree.killStrays();
        server.close();
        pump.close();
        memory.forgetState();
        Files.deleteIfExists(around.home().daemonPid());
        around.log().info("daemon.ended", "pid", ProcessHandle.current().pid());
        around.loop().close();
    }
}
