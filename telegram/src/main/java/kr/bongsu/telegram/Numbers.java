package kr.bongsu.telegram;

/// Numbers as they stand in telegrams: ASCII digits, or big-endian bytes.
final class Numbers {

    /// The field is blank.
    static final long BLANK = -1;

    /// The bytes are neither a number nor blank.
    static final long BAD = -2;

    private Numbers() {}

    static long read(Field field, byte[] bytes, int from) {
        int to = from + field.size();
        long value = 0;
        if (field.type() == FieldType.NUMBER) {
            for (int i = from; i < to; i++) {
                value = (value << 8) | (bytes[i] & 0xff);
            }
            return value;
        }
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return isBlank(bytes, from, to) ? BLANK : BAD;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    static void write(Field field, long number, byte[] bytes, int from) {
        long rest = number;
        int base = field.type() == FieldType.NUMBER ? 256 : 10;
        int zero = field.type() == FieldType.NUMBER ? 0 : '0';
        for (int i = from + field.size() - 1; i >= from; i--) {
            bytes[i] = (byte) (zero + rest % base);
            rest /= base;
        }
        if (number < 0 || rest != 0) {
            throw new IllegalArgumentException(
                    number
                            + " does not fit into the "
                            + field.size()
                            + " bytes of "
                            + field.name());
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }
}
