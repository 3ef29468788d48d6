package kr.bongsu.telegram;

import java.util.List;

/// What follows the header in a telegram: a block, or parts repeated as often as a field before
/// them says.
public sealed interface Part {

    record Once(Block block) implements Part {}

    /// Parts that stand as often as a number before them says.
    ///
    /// @param count the name of a number field that stands earlier in the same telegram, nearest
    ///   first
    record Repeat(String count, List<Part> parts) implements Part {
        public Repeat {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("nothing to repeat " + count + " times");
            }
        }
    }
}
