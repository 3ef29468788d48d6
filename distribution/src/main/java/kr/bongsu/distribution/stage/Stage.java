package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The FCM emulator and the FEP simulator as running programs, and the gateway between them as often
/// as it is wanted.
///
///     FEP simulator --16 links--> gateway --HTTP/2, TLS--> FCM emulator
///
/// The simulator begins to play when a gateway has signed on. Close the gateway before the stage, so
/// that what it still sends is still received.
public final class Stage implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Crew crew;
    private final Program emulator;
    private final Program simulator;
    private final int emulatorPort;
    private final Api api;

    private Stage(Crew crew, Program emulator, Program simulator, int emulatorPort, Api api) {
        this.crew = crew;
        this.emulator = emulator;
        this.simulator = simulator;
        this.emulatorPort = emulatorPort;
        this.api = api;
    }

    /// Starts both programs, waits until they are ready and writes the gateway's configuration.
    public static Stage open(Crew crew, Load load)
            throws IOException, ProgramFailed, InterruptedException {
        return open(crew, load.fcmLatency(), simulatorArguments(Line.sixteen(load)));
    }

    /// The same with a simulator that is told by `simulatorArguments` what to play.
    public static Stage open(Crew crew, Duration fcmLatency, List<String> simulatorArguments)
            throws IOException, ProgramFailed, InterruptedException {
        Program emulator = crew.start("fcm-emulator", emulatorArguments(fcmLatency));
        Program simulator = null;
        try {
            simulator = crew.start("fep-simulator", simulatorArguments);
            JsonNode fcm = emulator.awaitReady(START_LIMIT);
            JsonNode fep = simulator.awaitReady(START_LIMIT);
            new GatewayFile(crew.folder()).write(fep, fcm);
            return new Stage(crew, emulator, simulator, fcm.path("port").asInt(), new Api());
        } catch (IOException | ProgramFailed | InterruptedException | RuntimeException e) {
            if (simulator != null) {
                simulator.close();
            }
            emulator.close();
            throw e;
        }
    }

    private static List<String> emulatorArguments(Duration latency) {
        return List.of(
                "--dir",
                "fcm",
                "--tls-port",
                "0",
                "--port",
                "0",
                "--latency",
                latency.toMillis() + "ms");
    }

    private static List<String> simulatorArguments(List<Line> lines) {
        List<String> arguments = new ArrayList<>(List.of("--stay"));
        for (Line line : lines) {
            arguments.add("--line");
            arguments.add(line.asArgument());
        }
        return arguments;
    }

    /// Starts a gateway on the stage's configuration and waits until it is ready.
    public Gateway startGateway() throws IOException, ProgramFailed, InterruptedException {
        String key = AccessFiles.key(crew.folder());
        Program gateway = crew.start("gateway", List.of("--config", gatewayFile().toString()));
        try {
            JsonNode ready = gateway.awaitReady(START_LIMIT);
            return new Gateway(
                    gateway,
                    api,
                    ready.path("http_port").asInt(),
                    key,
                    AccessFiles.firstLogin(crew.folder()));
        } catch (IOException | ProgramFailed | InterruptedException e) {
            gateway.close();
            throw e;
        }
    }

    private Path gatewayFile() {
        return crew.folder().resolve(GatewayFile.NAME);
    }

    /// What FCM has received until now.
    public Received received() throws IOException, InterruptedException {
        return Received.of(api.get(emulatorPort, "/stats"));
    }

    /// The simulator's account, once all its telegrams are answered.
    public Optional<Played> played() {
        return simulator.event("summary").map(Played::of);
    }

    /// Throws when the emulator or the simulator has ended.
    public void mustBeAlive() throws ProgramFailed, InterruptedException {
        emulator.mustBeAlive();
        simulator.mustBeAlive();
    }

    @Override
    public void close() {
        simulator.close();
        emulator.close();
        api.close();
    }
}
