package kr.bongsu.fepsimulator.fault;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Which of a line's pushes are spoiled, and how.
///
/// @param every each so many-th push is
/// @param seed decides which kind is taken
public record Spoiling(List<Spoil> kinds, int every, long seed) {

    static final Spoiling NONE = new Spoiling(List.of(), 1, 0);

    public Spoiling {
        kinds = List.copyOf(kinds);
    }

    public Spoiling seeded(long newSeed) {
        return new Spoiling(kinds, every, newSeed);
    }

    /// How that push's first sending is spoiled; the same each time it is asked.
    ///
    /// @param ordinal from 0
    public Optional<Spoil> of(long ordinal) {
        if (kinds.isEmpty() || (ordinal + 1) % every != 0) {
            return Optional.empty();
        }
        return Optional.of(kinds.get(random(ordinal).nextInt(kinds.size())));
    }

    /// For the details of that push's fault.
    public SplittableRandom random(long ordinal) {
        return new SplittableRandom(seed * 1_000_003 + ordinal);
    }
}
