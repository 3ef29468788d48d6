package kr.bongsu.supervisor.libc;

import java.util.Locale;

/// The signals a person may name, with their Linux numbers.
public enum Signal {
    SIGHUP(1),
    SIGINT(2),
    SIGQUIT(3),
    SIGABRT(6),
    SIGKILL(9),
    SIGUSR1(10),
    SIGUSR2(12),
    SIGPIPE(13),
    SIGALRM(14),
    SIGTERM(15),
    SIGCHLD(17),
    SIGCONT(18),
    SIGSTOP(19),
    SIGTSTP(20),
    SIGWINCH(28),
    SIGSEGV(11);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// Takes `SIGTERM`, `term` or `15`.
    public static Signal of(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT);
        for (Signal signal : values()) {
            if (signal.name().equals(wanted)
                    || signal.name().equals("SIG" + wanted)
                    || Integer.toString(signal.number).equals(wanted)) {
                return signal;
            }
        }
        throw new IllegalArgumentException(
                "\"" + name + "\" is not a signal; use a name like SIGTERM or its number");
    }

    /// The name of a number, or `signal N` for one without a name here.
    public static String nameOf(int number) {
        for (Signal signal : values()) {
            if (signal.number == number) {
                return signal.name();
            }
        }
        return "signal " + number;
    }
}
