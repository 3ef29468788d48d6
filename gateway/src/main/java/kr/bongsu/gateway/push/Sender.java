package kr.bongsu.gateway.push;

import java.util.function.Consumer;

/// Sends pushes to phones.
@FunctionalInterface
public interface Sender {

    /// Starts to send and returns at once. `whenDone` is called exactly once, on a thread of the
    /// sender that must not be blocked.
    void send(Push push, Consumer<Outcome> whenDone);
}
