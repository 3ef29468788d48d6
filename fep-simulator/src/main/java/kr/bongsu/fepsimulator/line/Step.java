package kr.bongsu.fepsimulator.line;

/// What a connection's writer does next.
sealed interface Step {

    record Send(Flight flight) implements Step {}

    /// Write an answer to what the push server asked.
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Answer(byte[] telegram) implements Step {}

    record Heartbeat() implements Step {}

    /// Hand what was written to the network: there is nothing more to add for now.
    record Flush() implements Step {}

    /// Another connection took over.
    record Gone() implements Step {}
}
