package kr.bongsu.gateway.link;

import kr.bongsu.gateway.ledger.LinkWish;

/// Tells what people wished of a line before this gateway began.
@FunctionalInterface
public interface Recall {

    /// Blocks while it asks.
    ///
    /// @throws kr.bongsu.gateway.ledger.LedgerException when that cannot be known now
    LinkWish of(LinkSettings line);
}
