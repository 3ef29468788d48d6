package kr.bongsu.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import kr.bongsu.distribution.stage.Counts;
import kr.bongsu.distribution.stage.Gateway;

/// From the FEP's telegram to the settled push, flat out; and how a single push fares while a
/// campaign runs.
record EndToEndRun(Path home, PrintStream out) {

    private static final Duration FCM = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final int LINES = 8;
    private static final int MULTI = 100;

    /// About what the measured machines do in a second, so that a run takes about as long as asked.
    private static final int SINGLES_A_SECOND = 6_000;

    private static final int MULTIS_A_SECOND = 12_000;
    private static final int PACED_SINGLES = 100;

    /// As fast as FCM takes them: the measured quota is the machine, not Google's.
    private static final int PER_MINUTE = 6_000_000;

    /// @param seconds how long each of the three loads takes, about
    void run(int seconds) throws Exception {
        out.println(Machine.description());
        out.println(
                "| telegrams of | pushes | pushes/s | CPU of the gateway µs/push | RSS at most MB |");
        out.println("|---|---:|---:|---:|---:|");
        flatOut(1, SINGLES_A_SECOND * seconds);
        flatOut(MULTI, MULTIS_A_SECOND * seconds);
        singlesInACampaign(seconds);
    }

    private void flatOut(int recipients, int pushes) throws Exception {
        Sample.Series series = new Sample.Series();
        int each = pushes / recipients / LINES;
        try (Rig rig = Rig.open(home, FCM, lines(recipients, each)).perMinute(PER_MINUTE);
                Gateway gateway = rig.startGateway()) {
            awaitSettled(gateway, series, each * recipients * LINES);
        }
        row(String.valueOf(recipients), series);
    }

    private void singlesInACampaign(int seconds) throws Exception {
        Sample.Series series = new Sample.Series();
        int each = MULTIS_A_SECOND * seconds / MULTI / LINES;
        int singles = PACED_SINGLES * seconds;
        try (Fep fep = new Fep(1);
                Rig rig =
                        Rig.open(home, FCM, lines(MULTI, each))
                                .line("single01", "single", fep.port())
                                .perMinute(PER_MINUTE);
                Phones phones = Phones.of(rig.folder(), singles);
                Gateway gateway = rig.startGateway();
                Fep.Line line = fep.accept()) {
            CompletableFuture<Boolean> measured =
                    CompletableFuture.supplyAsync(() -> play(line, phones, singles, rig));
            awaitSettled(gateway, series, each * MULTI * LINES + singles);
            row("100, and 100/s of 1", series);
            out.printf(
                    Locale.ROOT,
                    "%nSingles during a campaign of %,d (%s to their end): telegram to FCM p50 | p99 ms: %s%n",
                    each * MULTI * LINES,
                    measured.get() ? "it lasted" : "it did NOT last",
                    phones.delays().cells());
        }
    }

    /// @return whether the campaign went on until the last single was sent
    private static boolean play(Fep.Line line, Phones phones, int singles, Rig rig) {
        int cold = singles / 4;
        try {
            Percentiles _ = line.play(Fep.Load.of(cold, PACED_SINGLES), PATIENCE);
            Percentiles _ =
                    line.play(new Fep.Load(singles / 2, PACED_SINGLES, phones::token), PATIENCE);
            boolean lasted = rig.stage().played().isEmpty();
            Percentiles _ =
                    line.play(Fep.Load.of(singles - cold - singles / 2, PACED_SINGLES), PATIENCE);
            return lasted;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the line of singles broke", e);
        }
    }

    private static List<String> lines(int recipients, int telegramsEach) {
        String name = recipients == 1 ? "single" : "multi";
        return IntStream.rangeClosed(1, LINES)
                .mapToObj(i ->
                        "name=%s0%d,port=0,window=%d,recipients=%d,pushes=%d"
                                .formatted(
                                        name,
                                        i,
                                        recipients == 1 ? 128 : 16,
                                        recipients,
                                        telegramsEach))
                .toList();
    }

    private static void awaitSettled(Gateway gateway, Sample.Series series, int pushes)
            throws Exception {
        Rig.await(
                "all is sent and settled",
                LIMIT,
                () -> {
                    Counts counts = series.take(gateway).counts();
                    return counts.stored() >= pushes && counts.pending() == 0;
                });
    }

    private void row(String telegrams, Sample.Series series) {
        out.printf(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %.0f | %,d |%n",
                telegrams,
                series.samples().getLast().counts().settled(),
                series.pushesPerSecond(),
                series.cpuMicrosPerPush(),
                series.peakRss() >> 20);
    }
}
