package kr.bongsu.fepsimulator.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// How telegrams are cut into pieces on their way.
///
/// @param pause between two pieces, so that they arrive in reads of their own
public record Delivery(Cutting cutting, Duration pause) {

    static final Delivery PLAIN = new Delivery(new Joined(Integer.MAX_VALUE), Duration.ZERO);

    /// Where a telegram is cut. A telegram that is not cut at its end is joined with the next one,
    /// if that comes at once.
    public sealed interface Cutting {}

    /// So many telegrams are joined at most.
    public record Joined(int most) implements Cutting {}

    /// Each telegram comes in so many pieces, cut at random.
    public record Split(int pieces) implements Cutting {}

    public record ByteByByte() implements Cutting {}

    /// Cut after each digit of the length; the first digit is joined to the telegram before.
    public record InsideLength() implements Cutting {}

    /// Two heartbeats and then the telegram, in one piece.
    public record AfterHeartbeats() implements Cutting {}

    /// Heartbeats to be written before a telegram, in the same piece.
    public int heartbeatsBefore() {
        return cutting instanceof AfterHeartbeats ? 2 : 0;
    }

    /// The places at which a telegram's bytes are cut, in order.
    ///
    /// @param size of the telegram
    /// @param lengthEnd where its length field ends
    /// @param joined telegrams that stand, uncut, before this one
    public int[] cuts(int size, int lengthEnd, int joined, RandomGenerator random) {
        return switch (cutting) {
            case Joined(int most) -> joined + 1 >= most ? new int[] {size} : new int[0];
            case Split(int pieces) ->
                    IntStream.concat(random.ints(pieces - 1L, 1, size + 1), IntStream.of(size))
                            .sorted()
                            .distinct()
                            .toArray();
            case ByteByByte() -> IntStream.rangeClosed(1, size).toArray();
            case InsideLength() -> IntStream.range(1, Math.min(lengthEnd, size)).toArray();
            case AfterHeartbeats() -> new int[] {size};
        };
    }
}
