package kr.bongsu.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Gateway;

/// The gateway's memory while an FEP sends flat out, faster than FCM takes, against a ledger that
/// may hold only so many pushes.
record FloodRun(Path home, PrintStream out) {

    private static final int RECIPIENTS = 100;
    private static final int BACKLOG = 50_000;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    void run(int pushes) throws Exception {
        out.println(Machine.description());
        Sample.Series series = new Sample.Series();
        String line =
                "name=multi01,port=0,window=64,recipients=%d,pushes=%d"
                        .formatted(RECIPIENTS, pushes / RECIPIENTS);
        try (Rig rig =
                        Rig.open(home, Duration.ofMillis(50), List.of(line))
                                .backlog(BACKLOG)
                                .perMinute(6_000_000);
                Gateway gateway = rig.startGateway()) {
            Rig.await(
                    "all is sent and settled",
                    LIMIT,
                    () -> {
                        Counts counts = series.take(gateway).counts();
                        return counts.stored() >= pushes && counts.pending() == 0;
                    });
        }
        out.println("| settled | most resident MB until then |");
        out.println("|---:|---:|");
        for (double share : new double[] {0.1, 0.25, 0.5, 0.75, 1}) {
            out.printf(
                    Locale.ROOT, "| %,.0f | %,d |%n", pushes * share, series.rssUpTo(share) >> 20);
        }
        long waiting =
                series.samples().stream()
                        .mapToLong(sample -> sample.counts().pending())
                        .max()
                        .orElse(0);
        out.printf(
                Locale.ROOT,
                "%n%,.0f pushes/s; at most %,d of %,d waited in the ledger, whose limit was %,d%n",
                series.pushesPerSecond(),
                waiting,
                pushes,
                BACKLOG);
    }
}
