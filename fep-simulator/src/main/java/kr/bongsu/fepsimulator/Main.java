package kr.bongsu.fepsimulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kr.bongsu.fepsimulator.line.Count;
import kr.bongsu.fepsimulator.line.EventLog;
import kr.bongsu.fepsimulator.line.LinePlan;
import kr.bongsu.fepsimulator.line.Tally;
import kr.bongsu.fepsimulator.people.CustomerFile;
import kr.bongsu.fepsimulator.people.Customers;
import kr.bongsu.fepsimulator.people.GeneratedCustomers;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;
import kr.bongsu.telegram.yaml.Fault;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.YamlFile;

/// `bongsu fep-simulator`: see [CommandLine#HELP].
public final class Main {

    private static final int BAD_USE = 2;
    private static final long STOP_SECONDS = 5;

    private final PrintStream out;
    private final PrintStream err;
    private final CompletableFuture<Void> stop;

    /// @param stop completes when the program is to end early
    Main(PrintStream out, PrintStream err, CompletableFuture<Void> stop) {
        this.out = out;
        this.err = err;
        this.stop = stop;
    }

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        CompletableFuture<Void> stop = new CompletableFuture<>();
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> stopAndHalt(stop, ended), "on-signal");
        Runtime.getRuntime().addShutdownHook(onSignal);
        int code = new Main(out, err, stop).run(List.of(args));
        ended.countDown();
        if (!stop.isDone()) {
            System.exit(code);
        }
    }

    /// A signal is the usual way to stop, so that it ends with 0 and not with 128 + its number.
    private static void stopAndHalt(CompletableFuture<Void> stop, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return; // it ended by itself, and its exit code stands
        }
        stop.complete(null);
        boolean clean = false;
        try {
            clean = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(clean ? 0 : 1);
    }

    /// Runs the program to its end.
    ///
    /// @return the exit code
    int run(List<String> arguments) throws InterruptedException {
        Faults faults = new Faults();
        CommandLine line = CommandLine.parse(arguments, faults);
        if (line.help()) {
            out.print(CommandLine.HELP);
            return 0;
        }
        Settings scenario =
                line.scenario()
                        .map(file ->
                                SettingsReader.read(
                                        YamlFile.read(file, faults), file, Settings.DEFAULT))
                        .orElse(Settings.DEFAULT);
        Settings settings = SettingsReader.read(line.settings(), Path.of(""), scenario);
        check(settings, faults);
        if (!faults.isEmpty()) {
            return refuse(faults, BAD_USE);
        }
        Optional<Layout> layout =
                settings.content()
                        .layout()
                        .map(path -> LayoutReader.read(path, faults))
                        .orElseGet(() -> Optional.of(LayoutReader.defaultLayout()));
        Optional<Customers> customers =
                settings.content()
                        .customers()
                        .map(path -> CustomerFile.read(path, faults))
                        .orElseGet(() ->
                                Optional.of(new GeneratedCustomers(settings.content().seed())));
        if (!faults.isEmpty()) {
            return refuse(faults, 1);
        }
        return simulate(settings, layout.orElseThrow(), customers.orElseThrow());
    }

    private int simulate(Settings settings, Layout layout, Customers customers)
            throws InterruptedException {
        InstantSource clock = InstantSource.system();
        EventLog log = new EventLog(err, clock);
        try (Simulation simulation = new Simulation(settings, log, clock)) {
            simulation.start(layout, customers);
            Report report = new Report(out);
            report.ready(simulation.lines());
            simulation.await(stop, settings.deadline());
            Tally tally = simulation.tally();
            report.summary(tally);
            if (settings.stay()) {
                stop.join();
                return 0;
            }
            long planned = settings.lines().stream().mapToLong(plan -> plan.load().pushes()).sum();
            return tally.get(Count.GOOD) == planned ? 0 : 1;
        } catch (IOException failed) {
            err.println("bongsu fep-simulator: " + failed.getMessage());
            return 1;
        }
    }

    private static void check(Settings settings, Faults faults) {
        if (settings.lines().isEmpty()) {
            faults.add(
                    new Fault(
                            "command line",
                            0,
                            "no line to play",
                            "add --line name=single01,port=9801,pushes=100"));
        }
        for (LinePlan plan : settings.lines()) {
            if (plan.load().pushes() == 0 && !settings.stay()) {
                faults.add(
                        new Fault(
                                "command line",
                                0,
                                "line '" + plan.name() + "' has nothing to send",
                                "raise pushes, or add --stay for an idle line"));
            }
        }
    }

    private int refuse(Faults faults, int code) {
        for (Fault fault : faults.list()) {
            err.println("bongsu fep-simulator: " + fault);
        }
        return code;
    }
}
