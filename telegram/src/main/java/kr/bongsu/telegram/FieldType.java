package kr.bongsu.telegram;

/// How a field's bytes are to be read.
public enum FieldType {
    /// `9`: ASCII digits, right-justified, zero-filled.
    DIGITS,
    /// `X`: text in the layout's charset, left-justified, blank-filled.
    TEXT,
    /// `B`: raw bytes, zero-filled.
    RAW,
    /// `N`: an unsigned big-endian binary number of at most 7 bytes.
    NUMBER
}
