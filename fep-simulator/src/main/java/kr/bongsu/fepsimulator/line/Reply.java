package kr.bongsu.fepsimulator.line;

/// The push server's answer to a data telegram.
record Reply(long sequence, String uuid, String code) {}
