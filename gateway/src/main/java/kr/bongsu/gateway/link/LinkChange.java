package kr.bongsu.gateway.link;

import java.time.Instant;

/// Something that happened to a link, for its journal.
///
/// @param who the operator, or `bongsu` for what the link did by itself
public record LinkChange(Instant at, String who, String what) {}
