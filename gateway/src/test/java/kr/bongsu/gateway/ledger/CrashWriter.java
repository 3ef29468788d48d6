package kr.bongsu.gateway.ledger;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// A gateway's ledger under load, to be killed: stores telegrams, settles their pushes, fetches
/// what an earlier one left. Says on stdout what was acknowledged (`A key .`) and settled (`S id
/// run .`).
final class CrashWriter {

    private static final int WRITERS = 4;

    private final Ledger ledger;
    private final String run;
    private final PrintStream out;

    private CrashWriter(Ledger ledger, String run, PrintStream out) {
        this.ledger = ledger;
        this.run = run;
        this.out = out;
    }

    /// Runs until it is killed: `RUN sqlite PATH` or `RUN mariadb|postgresql ADDRESS USER`.
    public static void main(String[] arguments) {
        String run = arguments[0];
        Ledger ledger = Ledger.open(settings(arguments), Submissions.ROOMY, InstantSource.system());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CrashWriter writer = new CrashWriter(ledger, run, out);
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            Thread.ofPlatform().name("writer-" + i).start(() -> writer.store(number));
        }
        Thread.ofPlatform().name("fetcher").start(writer::fetch);
    }

    /// The store that follows the first argument.
    static LedgerSettings settings(String[] arguments) {
        return "sqlite".equals(arguments[1])
                ? LedgerSettings.file(Path.of(arguments[2]))
                : new LedgerSettings(
                        new LedgerSettings.Store.Server(
                                LedgerSettings.Engine.valueOf(arguments[1]),
                                arguments[2],
                                arguments[3],
                                new LedgerSettings.PasswordSource.None()),
                        "crash",
                        LedgerSettings.LEASE);
    }

    private void store(int writer) {
        for (int i = 0; ; i++) {
            String key = run + "-" + writer + "-" + i;
            Submission submission =
                    Submissions.of(
                            key, Lane.SINGLE, Optional.empty(), Submissions.recipients(1 + i % 8));
            if (ledger.accept(submission).join() instanceof Receipt.Stored stored) {
                out.println("A " + key + " .");
                // Some stay in flight, for the next one to take over.
                settle(stored.ready().stream().limit(5).toList());
            }
        }
    }

    private void fetch() {
        while (true) {
            List<Push> due = ledger.claim(Lane.SINGLE, 500, Instant.now()).join();
            settle(due);
            if (due.isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    private void settle(List<Push> pushes) {
        if (pushes.isEmpty()) {
            return;
        }
        ledger.settle(
                        pushes.stream()
                                .<Settlement>map(push ->
                                        new Settlement.Accepted(
                                                push.id(),
                                                Submissions.NOW,
                                                push.attempts() + 1,
                                                run))
                                .toList())
                .join();
        for (Push push : pushes) {
            out.println("S " + push.id().number() + " " + run + " .");
        }
    }
}
