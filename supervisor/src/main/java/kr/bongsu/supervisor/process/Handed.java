package kr.bongsu.supervisor.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.SystemCallException;

/// The sockets that one process is given, by systemd's convention: descriptors 3 and up, their
/// number in `LISTEN_FDS`, the pid they are meant for in `LISTEN_PID`.
record Handed(AppSpec spec, List<ListeningSockets.Kept> sockets) {
    static final List<String> VARIABLES =
            List.of(
                    "LISTEN_FDS",
                    "LISTEN_PID",
                    "LISTEN_FDNAMES",
                    "NOTIFY_SOCKET",
                    "WATCHDOG_USEC",
                    "WATCHDOG_PID",
                    "BONGSU_REPLACES",
                    "BONGSU_AGENT",
                    "BONGSU_LISTEN",
                    "BONGSU_LEARN",
                    "BONGSU_LINGER",
                    "BONGSU_DRAIN_LIMIT");

    /// A process learns its own pid only once it exists, so a shell sets it and becomes the
    /// program.
    private static final List<String> PID_SETTER =
            List.of("/bin/sh", "-c", "export LISTEN_PID=$$; exec \"$@\"", "sh");

    /// The words that start the process with its sockets.
    ///
    /// @param descriptors those of the process so far; the sockets are added
    List<String> into(
            List<String> words,
            Preloads preloads,
            Map<String, String> environment,
            List<Integer> descriptors)
            throws SystemCallException {
        AppSpec.Listening rules = spec.launch().listening();
        if (rules.onInput() && !sockets.isEmpty()) {
            Descriptors.close(descriptors.getFirst());
            descriptors.set(0, Descriptors.copy(sockets.getFirst().fd()));
            return words;
        }
        for (ListeningSockets.Kept kept : sockets) {
            descriptors.add(Descriptors.copy(kept.fd()));
        }
        List<String> names = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (ListeningSockets.Kept kept : sockets) {
            // Names may not contain the colon that parts them.
            names.add(kept.address().toString().replace(':', '_'));
            addresses.add(kept.address().word());
        }
        // For scripts that start a Java.
        environment.put("BONGSU_AGENT", preloads.java().toString());
        environment.put("BONGSU_LISTEN", String.join(",", addresses));
        if (rules.learns()) {
            environment.put("BONGSU_LEARN", "1");
        }
        environment.put("BONGSU_LINGER", Long.toString(rules.linger().toMillis()));
        environment.put("BONGSU_DRAIN_LIMIT", Long.toString(drainLimit()));
        if (!sockets.isEmpty()) {
            environment.put("LISTEN_FDS", Integer.toString(sockets.size()));
            environment.put("LISTEN_FDNAMES", String.join(":", names));
        }
        List<String> all = new ArrayList<>(PID_SETTER);
        all.addAll(preloads.into(words));
        return all;
    }

    /// How long, in milliseconds, a program may finish its requests before its own handlers must
    /// run to end in time.
    private long drainLimit() {
        long kill = spec.supervision().stopping().killTimeout().toMillis();
        return Math.max(kill / 2, kill - 1_000);
    }
}
