package kr.bongsu.telegram;

/// What a [Framer] has for its reader.
public sealed interface Framing {

    /// One whole telegram, its length field included; a copy, the reader's own.
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Whole(byte[] bytes) implements Framing {}

    /// The bytes so far are the beginning of a telegram.
    record Incomplete() implements Framing {}

    /// The length cannot be true: where the next telegram starts is not known any more, the
    /// connection must be dropped.
    ///
    /// @param what for a person; holds no personal data
    record Broken(String what) implements Framing {}
}
