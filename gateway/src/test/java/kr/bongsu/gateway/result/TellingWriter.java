package kr.bongsu.gateway.result;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import kr.bongsu.gateway.fcm.Trust;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.ledger.Telling;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Recipient;

/// A gateway's ledger and its tellers under load, to be killed: stores and settles pushes, tells
/// what became of them by webhook and file.
final class TellingWriter {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private TellingWriter() {}

    /// Runs until it is killed: `RUN FOLDER URL TOKEN-FILE`.
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        InstantSource clock = InstantSource.system();
        Ledger ledger = Ledger.open(settings(folder), Submissions.ROOMY, clock);
        start(ledger, folder, URI.create(arguments[2]), Path.of(arguments[3]));
        System.out.println("up");
        for (int i = 0; ; i++) {
            String key = arguments[0] + "-" + i;
            if (ledger.accept(Submissions.of(key, Lane.SINGLE, Optional.empty(), strangers(i)))
                            .join()
                    instanceof Receipt.Stored stored) {
                ledger.settle(
                                stored.ready().stream()
                                        .<Settlement>map(push ->
                                                new Settlement.Accepted(
                                                        push.id(), clock.instant(), 1, "name"))
                                        .toList())
                        .join();
            }
        }
    }

    /// Customers of whom nothing waits: what a killed one left behind would hold their pushes.
    private static List<Recipient> strangers(int telegram) {
        long first = (ProcessHandle.current().pid() * 100_000 + telegram % 100_000) * 20;
        return LongStream.range(first, first + 1 + telegram % 20)
                .mapToObj(Long::toString)
                .map(Submissions::recipientOf)
                .toList();
    }

    static LedgerSettings settings(Path folder) {
        return LedgerSettings.file(folder.resolve("ledger.db"))
                .with(new Telling(Set.of("webhook", "file"), Set.of(), 1_000_000, SEOUL));
    }

    static List<AutoCloseable> start(Ledger ledger, Path folder, URI url, Path token) {
        InstantSource clock = InstantSource.system();
        Webhook webhook =
                Webhook.of(
                        new Webhook.Settings(
                                url,
                                Optional.empty(),
                                Optional.of(token),
                                Optional.empty(),
                                Webhook.Format.ARRAY,
                                100,
                                Duration.ofSeconds(5)),
                        Trust.of(Optional.empty()).jdk(),
                        clock);
        ResultFile file =
                new ResultFile(
                        new ResultFile.Settings(folder.resolve("results"), Duration.ofDays(9)),
                        SEOUL,
                        clock);
        Teller byHttp = teller("webhook", webhook, ledger, clock);
        Teller byFile = teller("file", file, ledger, clock);
        return List.of(byHttp, byFile, webhook);
    }

    private static Teller teller(
            String target, Destination destination, Ledger ledger, InstantSource clock) {
        Teller teller =
                new Teller(
                        new Teller.Post(target, destination, SEOUL),
                        ledger.backroom(),
                        () -> true,
                        clock);
        teller.start();
        return teller;
    }
}
