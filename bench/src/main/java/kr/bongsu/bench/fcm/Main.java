package kr.bongsu.bench.fcm;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Runs one benchmark of FCM by its name and prints its table; docs/benchmarks.md tells how to read
/// it.
public final class Main {

    private static final int MILLION = 1_000_000;
    private static final int SOAK_MINUTES = 30;

    private Main() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        switch (args.length == 0 ? "" : args[0]) {
            case "fcm-client" -> ClientRun.run(out);
            case "fcm-emulator" -> EmulatorRun.run(out);
            case "fcm-million" -> MillionRun.run(number(args, MILLION), out);
            case "fcm-soak" -> Soak.run(Duration.ofMinutes(number(args, SOAK_MINUTES)), out);
            default -> {
                System.err.println(
                        "bench: name one of fcm-client, fcm-emulator, fcm-million, fcm-soak");
                System.exit(2);
            }
        }
        // Google's SDK leaves threads behind.
        System.exit(0);
    }

    /// The benchmark's own argument.
    private static int number(String[] args, int otherwise) {
        return args.length > 1 ? Integer.parseInt(args[1]) : otherwise;
    }
}
