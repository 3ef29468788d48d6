package kr.bongsu.gateway.ledger;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import kr.bongsu.gateway.push.Lane;

/// Sends each telegram until it is stored, as an FEP does. Says `A key` for what was acknowledged
/// and `U key` for what was not.
final class StubbornWriter {

    private StubbornWriter() {}

    /// Runs until it is killed: `RUN sqlite PATH`.
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Ledger ledger =
                Ledger.open(
                        LedgerSettings.file(Path.of(arguments[2])),
                        Submissions.ROOMY,
                        InstantSource.system());
        for (int i = 0; ; ) {
            switch (ledger.accept(Submissions.of("key-" + i, Lane.SINGLE, 2)).join()) {
                case Receipt.Stored _, Receipt.Duplicate _ -> out.println("A key-" + i++);
                case Receipt.Unavailable _ -> out.println("U key-" + i);
            }
        }
    }
}
