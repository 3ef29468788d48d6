package kr.bongsu.supervisor.process;

import kr.bongsu.supervisor.libc.Signal;

/// How a process ended.
public sealed interface Exit {
    record Code(int code) implements Exit {}

    record Killed(int signal) implements Exit {}

    /// It ended while no daemon was there to see it.
    record Unseen() implements Exit {}

    /// It could not even be started; the reason is a sentence.
    record NotStarted(String reason) implements Exit {}

    /// From a status as `waitpid(2)` gives it.
    static Exit ofStatus(int status) {
        int signal = status & 0x7f;
        return signal == 0 ? new Code(status >> 8 & 0xff) : new Killed(signal);
    }

    /// The number a shell would show.
    default int shellCode() {
        return switch (this) {
            case Code c -> c.code();
            case Killed k -> 128 + k.signal();
            case Unseen _ -> -1;
            case NotStarted _ -> 127;
        };
    }

    default String words() {
        return switch (this) {
            case Code c -> "exit code " + c.code();
            case Killed k -> "killed by " + Signal.nameOf(k.signal());
            case Unseen _ -> "ended unseen";
            case NotStarted n -> "not started: " + n.reason();
        };
    }
}
