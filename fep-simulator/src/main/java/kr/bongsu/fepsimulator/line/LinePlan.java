package kr.bongsu.fepsimulator.line;

import java.util.Optional;
import kr.bongsu.fepsimulator.fault.Misbehaviour;
import kr.bongsu.fepsimulator.fault.Spoil;

/// What one line is to send, and how fast.
///
/// @param name for logs and results
/// @param port 0 for any free one
/// @param load what is sent
/// @param window telegrams that may wait for their answer at the same time
/// @param replace whether a second connection takes the place of the first; otherwise it is closed
/// @param misbehaviour what goes wrong, on purpose
public record LinePlan(
        String name, int port, Load load, int window, boolean replace, Misbehaviour misbehaviour) {

    /// The same plan, its accidents drawn from `seed`.
    public LinePlan seeded(long seed) {
        return new LinePlan(name, port, load, window, replace, misbehaviour.seeded(seed));
    }

    /// How a sending of that push is spoiled: only a first one ever is.
    Optional<Spoil> spoiled(Push push, long tries) {
        return tries == 0 ? misbehaviour.spoiling().of(push.ordinal()) : Optional.empty();
    }

    /// How much is sent.
    ///
    /// @param pushes telegrams in all
    /// @param records in each telegram
    /// @param recipients in each record
    /// @param perSecond telegrams a second; 0 for as many as the window lets through
    /// @param firstSequence the first telegram's number; a FEP that starts again the same day goes
    ///   on where it stopped
    public record Load(
            long pushes, int records, int recipients, double perSecond, long firstSequence) {

        int recipientsEach() {
            return records * recipients;
        }

        /// All recipients of the line.
        public long recipientsInAll() {
            return pushes * recipientsEach();
        }
    }
}
