package kr.bongsu.gateway.search;

import kr.bongsu.gateway.ledger.Reads;

/// One search on its way: what is asked, of what, and in which direction.
///
/// @param ids where pushes that fit can be
record Search(Reads reads, LogQuery query, Ids ids, boolean descends) {

    /// Every condition as SQL.
    Predicate all() {
        return Predicate.of(query.conditions());
    }

    /// The same among fewer ids.
    Search in(Ids fewer) {
        return new Search(reads, query, ids.meet(fewer), descends);
    }

    /// Those that a message alone decides.
    Predicate ofMessages() {
        return Predicate.ofMessages(query.conditions());
    }
}
