package kr.bongsu.gateway.link;

import kr.bongsu.gateway.push.Lane;

/// Whether the ledger wants more.
@FunctionalInterface
public interface Backlog {

    /// Whether as many pushes wait in the ledger as it may hold of what comes in a lane; then its
    /// links stop reading.
    boolean isFull(Lane lane);
}
