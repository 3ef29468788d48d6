package kr.bongsu.fepsimulator.fault;

/// How the FEP behaves towards a connected push server.
///
/// @param signOn what becomes of `A`
/// @param heartbeat what becomes of the push server's `H`
/// @param halfOpenAfter data telegrams on a connection after which it neither reads nor writes nor
///   closes; 0 for never
/// @param bytesPerSecond it reads at most; 0 for as fast as it can
/// @param connections the first so many connections of a line are treated so, later ones well
public record Manners(
        Answering signOn,
        Answering heartbeat,
        long halfOpenAfter,
        int bytesPerSecond,
        int connections) {

    static final Manners GOOD = new Manners(new Answering.Good(), new Answering.Good(), 0, 0, 0);

    /// What becomes of a request.
    public sealed interface Answering {

        record Good() implements Answering {}

        record Mute() implements Answering {}

        /// Refused with that response code.
        record Refused(String code) implements Answering {}
    }

    /// As a line's connection of that number, from 1, is treated.
    public Manners on(long connection) {
        return connection <= connections ? this : GOOD;
    }
}
