package kr.bongsu.fcmemulator.http;

/// An open response that more is written to.
public interface EventStream {

    /// Writes and flushes a piece, or leaves it out when the reader does not keep up.
    ///
    /// @return whether the piece was written
    boolean send(byte[] piece);

    boolean isOpen();
}
