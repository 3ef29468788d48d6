package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonReader;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.logs.LogPump;
import kr.bongsu.supervisor.process.ListeningSockets;
import kr.bongsu.supervisor.process.ProcFs;
import kr.bongsu.supervisor.process.ProcessTree;
import kr.bongsu.supervisor.process.Spawner;
import org.jspecify.annotations.Nullable;

/// The daemon put together: everything it consists of, in the order in which it is used.
final class Daemon {
    /// The key that `set` keeps the port under.
    private static final String METRICS_PORT = "metrics-port";

    private final Surroundings around;
    private final Table table = new Table();
    private final ProcFs proc = new ProcFs();
    private final ListeningSockets sockets = new ListeningSockets();
    private final ProcessTree tree;
    private final Memory memory;
    private final LogPump pump;
    private final Revival revival;
    private final Shutdown shutdown;
    private final Commands commands;
    private final ControlServer server;
    private final Rounds rounds;
    private final Views views;
    private @Nullable MetricsServer metrics;

    private Daemon(Surroundings around, Logs logs, int self) throws IOException {
        this.around = around;
        tree = new ProcessTree(proc, self, table::isMain);
        Learner learner = new Learner(around, table, sockets);
        memory = new Memory(around, table, sockets, new Holder(proc), learner);
        pump = new LogPump(logs, around.clock());
        Endings endings = new Endings(around.loop(), tree);
        Spawner spawner =
                new Spawner(proc, around.clock(), sockets, Loaded.into(around.home().folder()));
        Entry.Tools tools = new Entry.Tools(spawner, pump, logs, endings, memory::changed);
        Fleet fleet = new Fleet(around, table, tools, learner);
        revival = new Revival(around, table, fleet, tools, sockets);
        Sampler sampler = new Sampler(proc, tree);
        views = new Views(sampler, logs, proc);
        Histories histories = new Histories(around);
        Reloads reloads = new Reloads(around, table, fleet, tools, histories);
        Commands.Stock stock = new Commands.Stock(table, memory);
        commands =
                new Commands(
                        around,
                        stock,
                        new Commands.Actors(fleet, revival, reloads, histories),
                        views);
        shutdown = new Shutdown(around, fleet);
        Renewal renewal = new Renewal(around, stock, reloads, pump, this::control);
        server = new ControlServer(around, shutdown.after(renewal.after(commands::answer)));
        Renewals renewals = new Renewals(around, reloads);
        Rounds.Acts acts = new Rounds.Acts(endings, new Watches(around, renewals), renewals);
        rounds = new Rounds(around, table, sampler, acts);
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
        Memory.Left left = memory.leftBehind();
        revival.takeOver(left, proc, tree);
        rounds.start();
        new Slumber(around).start();
        server.start(left.held().control());
        openMetrics();
        long self = ProcessHandle.current().pid();
        Files.writeString(around.home().daemonPid(), Long.toString(self));
        around.log().info("daemon.started", "pid", self, "home", around.home().folder());
    }

    /// A port that cannot be had must not keep the processes from being looked after.
    private void openMetrics() {
        Path file = around.home().configuration();
        try {
            String port =
                    Files.exists(file)
                            ? JsonReader.object(Files.readString(file)).text(METRICS_PORT, "")
                            : "";
            if (!port.isEmpty()) {
                metrics =
                        new MetricsServer(
                                around.loop(),
                                () -> views.brief(table.all(), List.of()).processes(),
                                Integer.parseInt(port));
                metrics.start();
                around.log().info("metrics.listening", "port", port);
            }
        } catch (IOException | RuntimeException e) {
            around.log().warn("metrics.not-listening", "reason", e);
        }
    }

    private int control() {
        return server.descriptor();
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
        if (metrics != null) {
            metrics.close();
        }
        tree.killStrays();
        server.close();
        pump.close();
        memory.forgetState();
        Files.deleteIfExists(around.home().daemonPid());
        around.log().info("daemon.ended", "pid", ProcessHandle.current().pid());
        around.loop().close();
    }
}
