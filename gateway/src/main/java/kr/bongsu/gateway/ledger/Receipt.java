package kr.bongsu.gateway.ledger;

import java.util.List;
import kr.bongsu.gateway.push.Push;

/// What the ledger did with a [Submission].
public sealed interface Receipt {

    /// It is on the disk. Only this may be acknowledged as good, and [Duplicate].
    ///
    /// @param ready the pushes to be sent now, which the ledger holds as in flight; what is missing
    ///   here waits in the ledger
    record Stored(List<Push> ready) implements Receipt {}

    /// It is on the disk since an earlier time; nothing was changed.
    record Duplicate() implements Receipt {}

    /// It is not stored, and nothing of it is.
    ///
    /// @param why for a person
    record Unavailable(String why) implements Receipt {}
}
