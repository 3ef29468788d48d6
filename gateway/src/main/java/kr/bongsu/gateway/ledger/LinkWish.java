package kr.bongsu.gateway.ledger;

import java.time.Instant;
import java.util.Optional;

/// What people wish of a gateway's link until they wish otherwise, through every restart.
public record LinkWish(Optional<Hold> hold, Optional<Place> place) {

    /// Nobody has wished anything.
    public static final LinkWish NONE = new LinkWish(Optional.empty(), Optional.empty());

    /// The link is to be signed off.
    ///
    /// @param by who
    /// @param reason for other people
    public record Hold(Instant since, String by, String reason) {}

    /// The link is to begin at another endpoint than its first.
    ///
    /// @param by who
    /// @param among the endpoints that the configuration named when it was chosen
    public record Place(Instant since, String by, String endpoint, String among) {}
}
