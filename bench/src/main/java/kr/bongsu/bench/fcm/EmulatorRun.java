package kr.bongsu.bench.fcm;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import kr.bongsu.gateway.fcm.FcmClient;
import kr.bongsu.gateway.fcm.FcmSettings;
import kr.bongsu.gateway.push.Outcome;

/// How many messages the emulator takes on one core of its own, each built, signed for, checked in
/// full and shown on a phone.
public final class EmulatorRun {

    private static final int IN_FLIGHT = 1_500;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private EmulatorRun() {}

    public static void run(PrintStream out) throws Exception {
        try (EmulatorProcess emulator = EmulatorProcess.start("0ms", "taskset", "-c", "1");
                FcmClient client =
                        new FcmClient(
                                emulator.settings(FcmSettings.Connections.DEFAULT),
                                InstantSource.system())) {
            client.start();
            Load.Way way =
                    (number, done) ->
                            client.send(
                                    Pushes.of("bench", number), outcome -> taken(outcome, done));
            Load.flatOut(way, IN_FLIGHT, WARM_UP);
            Cpu before = Cpu.of(emulator.pid());
            Load.Result result = Load.flatOut(way, IN_FLIGHT, MEASURED);
            Cpu after = Cpu.of(emulator.pid());
            double cpu = after.since(before);
            double steady = after.steadySince(before);
            out.println(
                    "| messages/s | emulator CPU us each | without JIT | messages a core-second |");
            out.println("|---:|---:|---:|---:|");
            out.printf(
                    Locale.ROOT,
                    "| %,.0f | %.1f | %.1f | %,.0f |%n",
                    result.perSecond(),
                    cpu * 1e6 / result.messages(),
                    steady * 1e6 / result.messages(),
                    result.messages() / cpu);
        }
    }

    private static void taken(Outcome outcome, Runnable done) {
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException(outcome.toString());
        }
        done.run();
    }
}
