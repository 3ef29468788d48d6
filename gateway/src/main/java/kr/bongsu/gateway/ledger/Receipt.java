package kr.bongsu.gateway.ledger;

import java.util.List;
import kr.bongsu.gateway.push.Push;

/// What the ledger did with a [Submission].
public sealed interface Receipt {

    /// It is on the disk. Only this may be acknowledged as good, and [Duplicate].
    ///
    /// @param ready the pushes to be sent now, which the ledger holds as in flight; what is missing
    ///   here waits in the ledger
    /// @param first the number of its first push; those of all recipients follow each other
    record Stored(List<Push> ready, long first) implements Receipt {
        public Stored(List<Push> ready) {
            this(ready, 0);
        }
    }

    /// It is on the disk since an earlier time; nothing was changed.
    record Duplicate() implements Receipt {}

    /// It is not stored, and nothing of it is.
    ///
    /// @param why for a person
    record Unavailable(String why) implements Receipt {}
}
