package kr.bongsu.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Runs one benchmark by its name and prints its table; docs/benchmarks.md tells how to read it.
public final class Main {

    private static final String NAMES = "decode, link, idle, flood, e2e";

    private Main() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home =
                Path.of(System.getProperty("bongsu.home", "distribution/target/bongsu"))
                        .toAbsolutePath();
        switch (args.length == 0 ? "" : args[0]) {
            case "decode" -> DecodeRun.run(out);
            case "link" -> new LinkRun(home, out).run();
            case "idle" -> new IdleRun(home, out).run();
            case "e2e" -> new EndToEndRun(home, out).run(number(args, 30), parts(args));
            case "flood" -> new FloodRun(home, out).run(number(args, 1_000_000));
            default -> {
                System.err.println("bench: name one of these benchmarks: " + NAMES);
                System.exit(2);
            }
        }
    }

    /// The parts of a benchmark that are asked for by name, or all.
    private static Set<EndToEndRun.Part> parts(String[] args) {
        return args.length > 2
                ? Set.of(EndToEndRun.Part.valueOf(args[2].toUpperCase(Locale.ROOT)))
                : EnumSet.allOf(EndToEndRun.Part.class);
    }

    /// The benchmark's own argument.
    private static int number(String[] args, int otherwise) {
        return args.length > 1 ? Integer.parseInt(args[1]) : otherwise;
    }
}
