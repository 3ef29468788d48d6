package kr.bongsu.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import kr.bongsu.gateway.link.DecodeBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs [DecodeBenchmark] on one thread and counts in recipients.
final class DecodeRun {

    private static final int ITERATIONS = 5;

    private DecodeRun() {}

    static void run(PrintStream out) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(DecodeBenchmark.class.getName())
                .forks(1)
                .threads(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(2))
                // As the launcher starts the gateway.
                .jvmArgs("-XX:+UseG1GC", "-Xmx512m")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        out.println("| recipients in a telegram | recipients/s | garbage, bytes each |");
        out.println("|---:|---:|---:|");
        for (RunResult result : new Runner(options.build()).run()) {
            int recipients = Integer.parseInt(result.getParams().getParam("recipients"));
            double telegrams = result.getPrimaryResult().getScore();
            double garbage =
                    Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                            .getScore();
            out.printf(
                    Locale.ROOT,
                    "| %,d | %,.0f | %,.0f |%n",
                    recipients,
                    telegrams * recipients,
                    garbage / recipients);
        }
    }
}
