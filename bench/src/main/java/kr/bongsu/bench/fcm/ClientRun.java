package kr.bongsu.bench.fcm;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import kr.bongsu.gateway.fcm.FcmClient;
import kr.bongsu.gateway.fcm.FcmSettings;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;

/// The FCM client beside a bare Netty loop and Google's SDK, in one JVM and one run, against a
/// server that costs next to nothing.
public final class ClientRun {

    private static final int PER_SECOND = 10_000;
    private static final int ANSWER_MILLIS = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(12);
    private static final int IN_FLIGHT = 1_500;
    private static final int BARE_CONNECTIONS = 8;

    private final EmulatorProcess emulator;
    private final PrintStream out;

    private ClientRun(EmulatorProcess emulator, PrintStream out) {
        this.emulator = emulator;
        this.out = out;
    }

    public static void run(PrintStream out) throws Exception {
        // The emulator grants the access token and gives the certificate; messages go elsewhere.
        try (EmulatorProcess emulator = EmulatorProcess.start("0ms")) {
            new ClientRun(emulator, out).run();
        }
    }

    private void run() throws Exception {
        try (BareServerProcess slow = BareServerProcess.start(emulator.folder(), ANSWER_MILLIS);
                BareServerProcess fast = BareServerProcess.start(emulator.folder(), 0)) {
            out.println(
                    "| client | load | messages/s | CPU us each | without JIT | p50 ms | p99 ms |");
            out.println("|---|---|---:|---:|---:|---:|---:|");
            bare(slow.port(), fast.port());
            ours(slow.port(), fast.port());
            try (GoogleSdk sdk = new GoogleSdk(emulator.folder(), slow.port())) {
                sdk.send(4);
                long start = System.nanoTime();
                Cpu before = Cpu.own();
                int messages = sdk.send(20);
                Cpu after = Cpu.own();
                double seconds = (System.nanoTime() - start) / 1e9;
                out.printf(
                        Locale.ROOT,
                        "| firebase-admin | sendEach, 20 times 500 | %,.0f | %.1f | %.1f | | |%n",
                        messages / seconds,
                        after.since(before) * 1e6 / messages,
                        after.steadySince(before) * 1e6 / messages);
            }
        }
    }

    private void bare(int slow, int fast) throws IOException, InterruptedException {
        byte[] body = new byte[bodyBytes()];
        try (BareClient client = new BareClient(emulator.folder(), slow, BARE_CONNECTIONS, body);
                BareClient flat =
                        new BareClient(emulator.folder(), fast, 2 * BARE_CONNECTIONS, body)) {
            measure("bare Netty", (_, done) -> client.send(done), (_, done) -> flat.send(done));
        }
    }

    private void ours(int slow, int fast) throws IOException, InterruptedException {
        try (FcmClient client = client(slow);
                FcmClient flat = client(fast)) {
            client.start();
            flat.start();
            measure("Bongsu", way(client), way(flat));
        }
    }

    private void measure(String name, Load.Way slow, Load.Way fast)
            throws IOException, InterruptedException {
        Load.flatOut(fast, IN_FLIGHT, WARM_UP);
        Load.paced(slow, PER_SECOND, WARM_UP);
        Load.Result paced = Load.paced(slow, PER_SECOND, MEASURED);
        Load.Result flatOut = Load.flatOut(fast, IN_FLIGHT, MEASURED);
        row(name, "10,000/s, answers after 50 ms", paced);
        row(name, "flat out, answers at once", flatOut);
    }

    private void row(String name, String load, Load.Result result) {
        out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                load,
                result.perSecond(),
                result.micros(),
                result.steadyMicros(),
                result.latency().millis(50),
                result.latency().millis(99));
    }

    private FcmClient client(int port) {
        FcmSettings usual = emulator.settings(FcmSettings.Connections.DEFAULT);
        return new FcmClient(
                new FcmSettings(
                        usual.project(),
                        usual.credentials(),
                        new FcmSettings.Way(
                                URI.create("https://127.0.0.1:" + port),
                                usual.way().trust(),
                                usual.way().proxy(),
                                usual.way().requestLimit(),
                                usual.way().connections()),
                        usual.sending()),
                InstantSource.system());
    }

    /// As long as the requests of the client: what is compared is the work, not the bytes.
    private static int bodyBytes() {
        Push push = Pushes.of("bench", 1_000_000);
        return 700
                + 3
                        * (push.message().title() + push.message().body())
                                .getBytes(StandardCharsets.UTF_8)
                                .length;
    }

    private static Load.Way way(FcmClient client) {
        return (number, done) ->
                client.send(
                        Pushes.of("bench", number),
                        outcome -> {
                            if (!(outcome instanceof Outcome.Accepted)) {
                                throw new IllegalStateException(outcome.toString());
                            }
                            done.run();
                        });
    }
}
