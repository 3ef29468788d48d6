package kr.bongsu.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Played;

/// How long a gateway takes from a telegram's arrival to its acknowledgement, which comes after the
/// ledger's commit.
record LinkRun(Path home, PrintStream out) {

    private static final Duration FCM = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int LINKS = 64;

    void run() throws Exception {
        out.println(Machine.description());
        out.println(
                "| telegrams | recipients each | a second | answer p50 ms | p99 ms | sync of the disk p50 ms | p99 ms |");
        out.println("|---:|---:|---:|---:|---:|---:|---:|");
        row(1, 30_000, 1_000);
        row(3_140, 100, 2);
        manyLinks();
    }

    /// All links of one gateway at once, each with its own simulator line.
    private void manyLinks() throws Exception {
        List<String> lines =
                IntStream.range(0, LINKS)
                        .mapToObj(i ->
                                "name=single%02d,port=0,window=64,pushes=300,rate=15".formatted(i))
                        .toList();
        try (Rig rig = Rig.open(home, FCM, lines);
                Gateway gateway = rig.startGateway()) {
            Rig.await("every link is through", LIMIT, () -> rig.stage().played().isPresent());
            Played played = rig.stage().played().orElseThrow();
            out.printf(
                    Locale.ROOT,
                    "%n%d links at once, %d ready: %,d of %,d telegrams answered good, p50 %.1f ms, p99 %.1f ms%n",
                    LINKS,
                    gateway.readyLinks(),
                    played.goodRecipients(),
                    LINKS * 300,
                    played.p50Millis(),
                    played.p99Millis());
        }
    }

    /// As much goes ahead, uncounted, until the compilers of all three programs are through.
    private void row(int recipients, int telegrams, double perSecond) throws Exception {
        try (Fep fep = new Fep(recipients);
                Rig rig =
                        Rig.open(home, FCM, List.of())
                                .line("bench", recipients == 1 ? "single" : "multi", fep.port());
                Gateway gateway = rig.startGateway();
                Fep.Line line = fep.accept()) {
            Percentiles _ = line.play(Fep.Load.of(telegrams, perSecond), PATIENCE);
            Percentiles syncs = Machine.syncs(rig.folder());
            Percentiles answers = line.play(Fep.Load.of(telegrams, perSecond), PATIENCE);
            out.printf(
                    Locale.ROOT,
                    "| %,d | %,d | %,.0f | %s | %s |%n",
                    telegrams,
                    recipients,
                    perSecond,
                    answers.cells(),
                    syncs.cells());
            Rig.awaitSettled(gateway, PATIENCE);
        }
    }
}
