package kr.bongsu.supervisor.process;

import java.time.Instant;

/// One life of a process.
///
/// @param startTicks the kernel's start time, which tells this process from a later one with the
///   same pid
/// @param token marks the environment of every process that descends from this one
public record Run(int pid, long startTicks, Instant startedAt, String token) {}
