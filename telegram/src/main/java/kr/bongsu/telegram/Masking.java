package kr.bongsu.telegram;

/// Shows enough of a value to recognise it by, and too little to tell a person by it.
public final class Masking {

    private static final int TAIL = 3;
    private static final int HEAD = 4;

    private Masking() {}

    /// The text as people may read it.
    ///
    /// ```
    ///   CUSTOMER, PHONE  *******891          the last three
    ///   TOKEN            dQw4...(149)        the first four, and how long it is
    ///   NAME             김**                the first
    ///   MESSAGE          (23 characters)
    /// ```
    public static String mask(Privacy privacy, String text) {
        if (text.isEmpty()) {
            return text;
        }
        return switch (privacy) {
            case NONE -> text;
            case CUSTOMER, PHONE -> {
                int hidden = text.length() > 2 * TAIL ? text.length() - TAIL : text.length();
                yield "*".repeat(hidden) + text.substring(hidden);
            }
            case TOKEN -> {
                String head = text.length() > 2 * HEAD ? text.substring(0, HEAD) : "";
                yield head + "...(" + text.length() + ")";
            }
            case NAME -> {
                int first = text.offsetByCodePoints(0, 1);
                yield text.substring(0, first) + "*".repeat(text.length() - first);
            }
            case MESSAGE -> "(" + text.length() + " characters)";
        };
    }

    /// A field's value as people may read it, whatever its type: text, number or hex.
    public static String shown(BlockView block, Field field) {
        return mask(field.privacy(), block.print(field));
    }
}
