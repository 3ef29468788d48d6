package kr.bongsu.gateway.ledger;

/// How many pushes there are, in all.
public record Counts(long stored, long accepted, long rejected) {

    /// Stored and not final yet.
    public long open() {
        return stored - accepted - rejected;
    }
}
