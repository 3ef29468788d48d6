package kr.bongsu.gateway.link;

/// Whether the ledger wants more.
@FunctionalInterface
public interface Backlog {

    /// Whether as many pushes wait in the ledger as it may hold; then links stop reading.
    boolean isFull();
}
