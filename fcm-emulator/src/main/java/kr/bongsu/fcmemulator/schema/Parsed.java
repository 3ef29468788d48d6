package kr.bongsu.fcmemulator.schema;

import java.util.List;

/// What became of a body.
public sealed interface Parsed {

    /// Every value is of the type that the schema names.
    record Read(Node root) implements Parsed {}

    /// It is no JSON, or JSON that does not fit the schema; `violations` is never empty.
    record Refused(List<Violation> violations) implements Parsed {
        public Refused {
            violations = List.copyOf(violations);
        }
    }
}
