package kr.bongsu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Crew;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.ProgramFailed;
import kr.bongsu.distribution.stage.Scratch;
import kr.bongsu.distribution.stage.Stage;

/// The shipped FCM emulator, FEP simulator and gateway as processes, for one measurement.
final class Rig implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Crew crew;
    private final Stage stage;

    private Rig(Crew crew, Stage stage) {
        this.crew = crew;
        this.stage = stage;
    }

    /// Starts emulator and simulator.
    ///
    /// @param simulator its lines, as its `--line` wants them; none for one that is idle
    static Rig open(Path home, Duration fcmLatency, List<String> simulator)
            throws IOException, ProgramFailed, InterruptedException {
        List<String> lines = simulator.isEmpty() ? List.of("name=idle,port=0,pushes=0") : simulator;
        Crew crew = Crew.in(Scratch.make(false), Launcher.of(home));
        try {
            List<String> arguments = new ArrayList<>(List.of("--stay", "--deadline", "1h"));
            lines.forEach(line -> arguments.addAll(List.of("--line", line)));
            return new Rig(crew, Stage.open(crew, fcmLatency, arguments));
        } catch (IOException | ProgramFailed | InterruptedException | RuntimeException e) {
            crew.close();
            throw e;
        }
    }

    Stage stage() {
        return stage;
    }

    Path folder() {
        return crew.folder();
    }

    /// Gives the gateway one more line, to an FEP of the benchmark's own.
    Rig line(String name, String lane, int port) throws IOException {
        return append(
                "  - { name: %s, lane: %s, host: 127.0.0.1, port: %d }%n"
                        .formatted(name, lane, port));
    }

    /// Adds a section to the gateway's configuration; after the lines.
    Rig section(String yaml) throws IOException {
        return append(yaml + "\n");
    }

    /// Sets the quota of the Firebase project.
    Rig perMinute(int pushes) throws IOException {
        String yaml = Files.readString(file());
        Files.writeString(
                file(), yaml.replace("delivery: { ", "delivery: { per_minute: " + pushes + ", "));
        return this;
    }

    /// Sets how many pushes may wait in the ledger.
    Rig backlog(int pushes) throws IOException {
        String yaml = Files.readString(file());
        Files.writeString(
                file(), yaml.replace("ledger: { ", "ledger: { backlog: " + pushes + ", "));
        return this;
    }

    private Rig append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.APPEND);
        return this;
    }

    private Path file() {
        return crew.folder().resolve("gateway.yaml");
    }

    Gateway startGateway() throws IOException, ProgramFailed, InterruptedException {
        return stage.startGateway();
    }

    /// Something that is looked at again and again.
    interface Condition {
        boolean holds() throws Exception;
    }

    /// Waits until `condition` holds, a quarter of a second between two looks.
    static void await(String what, Duration within, Condition condition) throws Exception {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not within " + within.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    static void awaitSettled(Gateway gateway, Duration within) throws Exception {
        await(
                "every stored push is settled",
                within,
                () -> {
                    Counts counts = gateway.counts();
                    return counts.pending() == 0 && counts.settled() == counts.stored();
                });
    }

    @Override
    public void close() {
        stage.close();
        crew.close();
    }
}
