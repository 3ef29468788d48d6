package kr.bongsu.gateway.push;

import java.util.function.Consumer;

/// Sends pushes to phones.
@FunctionalInterface
public interface Sender {

    /// Starts to send and returns at once. `whenDone` is called exactly once, on a thread of the
    /// sender that must not be blocked.
    void send(Push push, Consumer<Outcome> whenDone);

    /// The name of what a push goes through and whose quota it uses up: its Firebase project.
    /// Always the same for the same push; may be asked on any thread, often.
    default String project(Push push) {
        return "";
    }

    /// How many projects there are.
    default int projects() {
        return 1;
    }

    /// Whether any project takes pushes just now.
    default boolean takes() {
        return true;
    }

    /// Whether a project takes any push just now; while it does not, each would come back as
    /// [Outcome.Held]. May be asked on any thread, often.
    default boolean takes(String project) {
        return true;
    }
}
