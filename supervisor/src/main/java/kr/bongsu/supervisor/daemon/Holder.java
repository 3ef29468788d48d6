package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.libc.Signal;
import kr.bongsu.supervisor.libc.Spawn;
import kr.bongsu.supervisor.process.ListeningSockets.Kept;
import kr.bongsu.supervisor.process.ProcFs;

/// Keeps copies of descriptors in a process that does nothing (`sleep`), so that they stay open
/// when the daemon is killed and the next one can take them back.
///
/// What is held changes by starting another such process and ending the one before.
final class Holder {
    private static final int FIRST = 3;

    private final ProcFs proc;
    private Held wanted = Held.nothing();
    private Held held = Held.nothing();

    Holder(ProcFs proc) {
        this.proc = proc;
    }

    /// Holds exactly these from now on; the numbers are this process's.
    Held hold(Held own) throws IOException {
        if (own.holdsWhat(wanted) && (held.isAlive(proc) || own.all().isEmpty())) {
            return held;
        }
        Held before = held;
        held = own.sockets().isEmpty() && own.channels().isEmpty() ? Held.nothing() : start(own);
        wanted = own;
        end(before);
        return held;
    }

    /// Takes on what an earlier daemon started: it is ended when there is a new one.
    void replaces(Held before) {
        held = before;
    }

    /// Ends a holder that is not needed any more.
    void end(Held holder) {
        if (holder.isAlive(proc) && holder.pid() != ProcessHandle.current().pid()) {
            Processes.kill(holder.pid(), Signal.SIGKILL.number());
        }
    }

    private Held start(Held own) throws IOException {
        List<Integer> descriptors = new ArrayList<>();
        int nowhere = Descriptors.open("/dev/null", Linux.O_RDWR, 0);
        try {
            for (int i = 0; i < FIRST; i++) {
                descriptors.add(nowhere);
            }
            List<Kept> sockets = new ArrayList<>();
            for (Kept kept : own.sockets()) {
                sockets.add(kept.as(descriptors.size()));
                descriptors.add(kept.fd());
            }
            Map<String, Integer> channels = new LinkedHashMap<>();
            own.channels()
                    .forEach((token, fd) -> {
                        channels.put(token, descriptors.size());
                        descriptors.add(fd);
                    });
            String program =
                    Files.isExecutable(Path.of("/bin/sleep")) ? "/bin/sleep" : "/usr/bin/sleep";
            int pid =
                    Spawn.start(
                            new Spawn.Program(
                                    List.of(program, "infinity"), Map.of(), "/", descriptors));
            ProcFs.Stat stat = proc.stat(pid);
            return new Held(pid, stat == null ? 0 : stat.startTicks(), sockets, channels, -1);
        } finally {
            Descriptors.close(nowhere);
        }
    }
}
