package kr.bongsu.gateway.search;

import java.util.List;
import java.util.OptionalLong;
import kr.bongsu.gateway.ledger.PushRow;

/// A page of what was found.
///
/// @param rows in the order that was asked for
/// @param more whether there is or may be more where the search was heading
/// @param reached present when the search ended because its time was over: everything from its
///   beginning to this id has been looked at; it goes on from there
public record Found(List<PushRow> rows, boolean more, OptionalLong reached) {
    public Found {
        rows = List.copyOf(rows);
    }
}
