package kr.bongsu.telegram;

/// What became of one telegram's bytes.
public sealed interface Decoding {

    record Decoded(Telegram telegram) implements Decoding {}

    /// The bytes do not fit the layout. The stream is still in step: the next telegram may be good.
    ///
    /// @param field the field at fault, `block.field`
    /// @param offset of that field from the telegram's start
    /// @param what for a person; holds no personal data
    record Malformed(String field, int offset, String what) implements Decoding {

        @Override
        public String toString() {
            return field + " at byte " + offset + ": " + what;
        }
    }
}
