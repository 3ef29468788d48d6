package kr.bongsu.fepsimulator;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import kr.bongsu.fepsimulator.line.Desk;
import kr.bongsu.fepsimulator.line.EventLog;
import kr.bongsu.fepsimulator.line.Line;
import kr.bongsu.fepsimulator.line.LinePlan;
import kr.bongsu.fepsimulator.line.Script;
import kr.bongsu.fepsimulator.line.Tally;
import kr.bongsu.fepsimulator.people.Customers;
import kr.bongsu.fepsimulator.people.Messages;
import kr.bongsu.telegram.Layout;

/// All lines of one run.
final class Simulation implements AutoCloseable {

    private final Settings settings;
    private final EventLog log;
    private final InstantSource clock;
    private final List<Line> lines = new ArrayList<>();

    Simulation(Settings settings, EventLog log, InstantSource clock) {
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    /// Takes every port, then lets push servers in.
    ///
    /// @throws IOException when a port is not to be had; its message is for a person
    void start(Layout layout, Customers customers) throws IOException {
        Messages messages = new Messages(settings.content().seed());
        long firstCustomer = 0;
        Line.Door door =
                new Line.Door(settings.door().host(), Keystore.sockets(settings.door().keystore()));
        for (LinePlan plan : settings.lines()) {
            Script script = new Script(plan.load(), customers, messages, firstCustomer);
            firstCustomer += plan.load().recipientsInAll();
            // Not from the seed: two runs into one ledger must not look like one.
            String run = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong());
            LinePlan seeded = plan.seeded(settings.content().seed() + 1_000_003L * lines.size());
            Desk desk = new Desk(layout, script, run, log, clock);
            Optional<String> misfit = desk.misfit();
            if (misfit.isPresent()) {
                throw new IOException(
                        "line '%s' cannot be sent in this layout: %s; lower its recipients, pushes or first, or name another layout"
                                .formatted(plan.name(), misfit.get()));
            }
            lines.add(listen(seeded, desk, door));
        }
        lines.forEach(Line::start);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /// Waits until every push is answered for good, or `stop` completes, or the time is over.
    void await(CompletableFuture<Void> stop, Duration atMost) throws InterruptedException {
        CompletableFuture<?>[] all =
                lines.stream().map(Line::settled).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(all), stop)
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            log.warn("deadline-passed", "after", atMost);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }

    Tally tally() {
        Tally sum = new Tally();
        lines.forEach(line -> line.addTo(sum));
        return sum;
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.close();
        }
    }

    private Line listen(LinePlan plan, Desk desk, Line.Door door) throws IOException {
        try {
            return Line.listen(plan, settings.rules(), desk, door);
        } catch (IOException refused) {
            throw new IOException(
                    "line '%s' cannot listen on %s:%d: %s; stop the program that has the port, or name another"
                            .formatted(
                                    plan.name(),
                                    settings.door().host(),
                                    plan.port(),
                                    refused.getMessage()),
                    refused);
        }
    }
}
