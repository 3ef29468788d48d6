package kr.bongsu.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private static final int SINGLES_A_SECOND = 10_000;

    private static final int MULTIS_A_SECOND = 20_000;

    private static final int CAMPAIGN = 1_000_000;

    /// More than the measured machines do: singles are sent while all of a campaign runs.
    private static final int CAMPAIGN_A_SECOND = 30_000;

    private static final int PACED_SINGLES = 100;

    /// As fast as FCM takes them: the measured quota is the machine, not Google's.
    private static final int ANY_PER_MINUTE = 6_000_000;

    /// What Google gives a project.
    private static final int GOOGLES_PER_MINUTE = 600_000;

    /// What there is to measure.
    enum Part {
        SINGLES,
        MULTIS,
        /// Singles, and FCM answers at once.
        INSTANT,
        CAMPAIGNS
    }

    /// @param seconds how long singles, and multis, are sent, about; campaigns have the goal's size
    void run(int seconds, Set<Part> parts) throws Exception {
        out.println(Machine.description());
        learnToStart();
        out.println(
                "| telegrams of | pushes | pushes/s | CPU of the gateway µs/push | RSS at most MB |");
        out.println("|---|---:|---:|---:|---:|");
        if (parts.contains(Part.SINGLES)) {
            flatOut(FCM, 1, SINGLES_A_SECOND * seconds);
        }
        if (parts.contains(Part.MULTIS)) {
            flatOut(FCM, MULTI, MULTIS_A_SECOND * seconds);
        }
        if (parts.contains(Part.INSTANT)) {
            flatOut(Duration.ZERO, 1, SINGLES_A_SECOND * seconds);
        }
        if (parts.contains(Part.CAMPAIGNS)) {
            String atGooglesPace = singlesInACampaign(GOOGLES_PER_MINUTE);
            String flatOut = singlesInACampaign(ANY_PER_MINUTE);
            out.println();
            out.println(
                    "| singles beside a campaign of | quota a minute | p50 ms | p99 ms | sent while it ran |");
            out.println("|---|---:|---:|---:|---|");
            out.println(atGooglesPace);
            out.println(flatOut);
        }
    }

    /// The first start of a build records what the next ones begin with; that takes memory.
    private void learnToStart() throws Exception {
        try (Rig rig = Rig.open(home, FCM, List.of())) {
            rig.startGateway().close();
        }
    }

    private void flatOut(Duration fcm, int recipients, int pushes) throws Exception {
        Sample.Series series = new Sample.Series();
        int each = pushes / recipients / LINES;
        try (Rig rig = Rig.open(home, fcm, lines(recipients, each)).perMinute(ANY_PER_MINUTE);
                Gateway gateway = rig.startGateway()) {
            awaitSettled(gateway, series, each * recipients * LINES);
        }
        row(fcm.isZero() ? recipients + ", FCM at once" : String.valueOf(recipients), series);
    }

    /// @return the row that tells how long singles took from the telegram to FCM
    private String singlesInACampaign(int perMinute) throws Exception {
        Sample.Series series = new Sample.Series();
        int each = CAMPAIGN / MULTI / LINES;
        int singles = PACED_SINGLES * (CAMPAIGN / Math.min(perMinute / 60, CAMPAIGN_A_SECOND));
        try (Fep fep = new Fep(1);
                Rig rig =
                        Rig.open(home, FCM, lines(MULTI, each))
                                .line("single01", "single", fep.port())
                                .perMinute(perMinute);
                Phones phones = Phones.of(rig.folder(), singles);
                Gateway gateway = rig.startGateway();
                Fep.Line line = fep.accept()) {
            CompletableFuture<Boolean> measured =
                    CompletableFuture.supplyAsync(() -> play(line, phones, singles, gateway));
            awaitSettled(gateway, series, each * MULTI * LINES + singles);
            row("100, and 100/s of 1", series);
            return String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %s | %s |",
                    each * MULTI * LINES,
                    perMinute,
                    phones.delays().cells(),
                    measured.get() ? "all" : "**not all**");
        }
    }

    /// Sends a third of the singles before those that are measured.
    ///
    /// @return whether the campaign still ran when the last single was sent
    private static boolean play(Fep.Line line, Phones phones, int singles, Gateway gateway) {
        int cold = singles / 3;
        try {
            Percentiles _ = line.play(Fep.Load.of(cold, PACED_SINGLES), PATIENCE);
            Percentiles _ =
                    line.play(new Fep.Load(singles - cold, PACED_SINGLES, phones::token), PATIENCE);
            return gateway.counts().pending() > PACED_SINGLES;
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
