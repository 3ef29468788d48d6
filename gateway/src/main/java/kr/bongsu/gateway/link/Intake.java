package kr.bongsu.gateway.link;

import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;

/// Where submissions go: they are stored, and what may be sent at once is on its way when the
/// future completes.
@FunctionalInterface
public interface Intake {

    /// The future never fails.
    CompletableFuture<Receipt> accept(Submission submission);
}
