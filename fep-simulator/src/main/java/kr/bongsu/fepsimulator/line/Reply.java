package kr.bongsu.fepsimulator.line;

/// The push server's answer to a data telegram.
///
/// @param tries the retry count of the sending that is answered, which need not be the last one
record Reply(long sequence, String uuid, long tries, String code) {}
