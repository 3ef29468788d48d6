package kr.bongsu.gateway.intake;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.Lane;

/// Where requests go.
public interface Desk {

    /// The future never fails.
    CompletableFuture<Receipt> accept(Submission submission);

    /// Takes pushes back that have not been sent; tells which will never be.
    CompletableFuture<Set<Long>> cancel(List<Long> pushes, String by);

    /// Whether so much waits in the ledger that nothing more may come in a lane.
    boolean isFull(Lane lane);
}
