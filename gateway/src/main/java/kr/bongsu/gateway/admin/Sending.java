package kr.bongsu.gateway.admin;

import kr.bongsu.gateway.pulse.Vitals;

/// How pushes leave, for the console to show.
///
/// @param perMinute how many may
public record Sending(Vitals vitals, int perMinute) {}
