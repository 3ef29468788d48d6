package kr.bongsu.gateway.rule;

import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.Push;

/// What may be done with a push now.
public sealed interface Verdict {

    /// It may leave.
    ///
    /// @param push as it leaves
    /// @param note what was decided and why, where a rule had to decide
    record Send(Push push, Optional<String> note) implements Verdict {}

    /// Not before then; it is decided anew.
    record Later(Instant until, String reason) implements Verdict {}

    /// Never: its time is over.
    record Drop(String reason) implements Verdict {}
}
