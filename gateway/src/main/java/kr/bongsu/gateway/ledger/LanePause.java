package kr.bongsu.gateway.ledger;

import java.time.Instant;
import kr.bongsu.gateway.push.Lane;

/// A lane that a person has paused: nothing leaves in it, on any gateway, until it is resumed.
///
/// @param by who
/// @param reason for other people
public record LanePause(Lane lane, Instant since, String by, String reason) {}
