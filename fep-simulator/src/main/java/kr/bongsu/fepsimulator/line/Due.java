package kr.bongsu.fepsimulator.line;

import java.time.Instant;

/// When the next push of a line is to be sent.
sealed interface Due {

    /// Now; it is counted as sent.
    record Now(Flight flight) implements Due {}

    /// Not before that time, unless an answer makes room.
    record Later(Instant at) implements Due {}
}
