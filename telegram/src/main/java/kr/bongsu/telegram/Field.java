package kr.bongsu.telegram;

/// One field of a block, at its place.
///
/// @param offset bytes from the start of its block
/// @param size in bytes, at least 1
/// @param mayBeBlank a number field that may also be all blanks, which means "no number"
public record Field(
        String name, int offset, int size, FieldType type, Privacy privacy, boolean mayBeBlank) {

    static final int LONGEST_NUMBER = 7;
    static final int MOST_DIGITS = 18;

    public Field {
        if (size < 1 || offset < 0) {
            throw new IllegalArgumentException(name + ": size " + size + " at " + offset);
        }
        if ((type == FieldType.NUMBER && size > LONGEST_NUMBER)
                || (type == FieldType.DIGITS && size > MOST_DIGITS)) {
            throw new IllegalArgumentException(name + ": a number of " + size + " bytes");
        }
    }

    int end() {
        return offset + size;
    }

    boolean isNumber() {
        return type == FieldType.DIGITS || type == FieldType.NUMBER;
    }
}
