package kr.bongsu.gateway.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.push.Lane;

/// A gateway with as many pushes in its memory as it may have, to be killed.
final class FullWriter {

    private static final int RECIPIENTS = 10;

    private FullWriter() {}

    /// Says `full` and waits: `PUSHES STORE...`, the store as [CrashWriter] takes it.
    public static void main(String[] arguments) {
        Ledger ledger =
                Ledger.open(
                        CrashWriter.settings(arguments), Submissions.ROOMY, InstantSource.system());
        int telegrams = Integer.parseInt(arguments[0]) / RECIPIENTS;
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < telegrams; i++) {
            receipts.add(ledger.accept(Submissions.of("key-" + i, Lane.MULTI, RECIPIENTS)));
        }
        receipts.forEach(CompletableFuture::join);
        System.out.println("full");
        // The ledger's commit thread keeps the process alive.
    }
}
