package kr.bongsu.gateway.push;

import java.util.function.Consumer;

/// Sends pushes to phones.
@FunctionalInterface
public interface Sender {

    /// Starts to send and returns at once. `whenDone` is called exactly once, on a thread of the
    /// sender that must not be blocked.
    void send(Push push, Consumer<Outcome> whenDone);

    /// Whether it takes any push just now; while it does not, each would come back as
    /// [Outcome.Held]. May be asked on any thread, often.
    default boolean takes() {
        return true;
    }
}
