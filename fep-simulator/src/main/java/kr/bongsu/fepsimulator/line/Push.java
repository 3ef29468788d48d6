package kr.bongsu.fepsimulator.line;

import java.time.Instant;
import java.time.LocalDate;

/// One data telegram of a line, named as the FEP names it.
///
/// @param ordinal from 0, over the line's whole life
/// @param date the business date, Asia/Seoul
/// @param sequence counts within the business date
/// @param first when it was sent for the first time
record Push(long ordinal, LocalDate date, long sequence, String uuid, Instant first) {}
