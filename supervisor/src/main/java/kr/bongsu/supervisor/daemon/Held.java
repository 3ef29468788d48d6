package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.supervisor.app.ListenAddress;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Handover;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.process.ListeningSockets.Kept;
import kr.bongsu.supervisor.process.ProcFs;

/// Descriptors that must outlive a daemon, and the process that has them open.
///
/// @param pid the process
/// @param startTicks tells it from a later one with the same pid
/// @param sockets with the numbers they have in that process
/// @param channels ends of Node's channels there, by the token of the run they lead to
/// @param control the control socket there, or -1
record Held(
        int pid, long startTicks, List<Kept> sockets, Map<String, Integer> channels, int control) {

    static Held nothing() {
        return new Held(0, 0, List.of(), Map.of(), -1);
    }

    /// The same things, wherever they are: to see whether anything has changed.
    boolean holdsWhat(Held other) {
        return sockets.equals(other.sockets) && channels.equals(other.channels);
    }

    JsonObject toJson() {
        List<JsonObject> list = new ArrayList<>();
        for (Kept kept : sockets) {
            list.add(
                    new JsonObject()
                            .put("app", kept.app())
                            .put("address", kept.address().toString())
                            .put("slot", kept.slot())
                            .put("fd", kept.fd()));
        }
        JsonObject ends = new JsonObject();
        channels.forEach(ends::put);
        return new JsonObject()
                .put("pid", pid)
                .put("startTicks", startTicks)
                .put("sockets", list)
                .put("channels", ends)
                .put("control", control);
    }

    static Held read(JsonObject o) {
        List<Kept> sockets = new ArrayList<>();
        for (JsonObject s : o.objects("sockets")) {
            sockets.add(
                    new Kept(
                            s.text("app"),
                            ListenAddress.of(s.text("address")),
                            s.integer("slot"),
                            s.integer("fd")));
        }
        Map<String, Integer> channels = new LinkedHashMap<>();
        JsonObject ends = o.object("channels");
        for (String token : ends.members().keySet()) {
            channels.put(token, ends.integer(token));
        }
        return new Held(
                o.integer("pid"), o.number("startTicks"), sockets, channels, o.integer("control"));
    }

    boolean isAlive(ProcFs proc) {
        ProcFs.Stat stat = pid == 0 ? null : proc.stat(pid);
        return stat != null && stat.startTicks() == startTicks && stat.state() != 'Z';
    }

    /// The same descriptors as ones of this process: copied from the other, or, when that is this
    /// one before it became a new daemon, as they are.
    Held taken() throws IOException {
        if (pid == ProcessHandle.current().pid()) {
            all().forEach(Handover::closeOnExec);
            return this;
        }
        int pidfd = Processes.pidfd(pid);
        try {
            List<Kept> mine = new ArrayList<>();
            for (Kept kept : sockets) {
                mine.add(kept.as(Handover.copy(pidfd, kept.fd())));
            }
            Map<String, Integer> ends = new LinkedHashMap<>();
            for (Map.Entry<String, Integer> end : channels.entrySet()) {
                ends.put(end.getKey(), Handover.copy(pidfd, end.getValue()));
            }
            int socket = control < 0 ? -1 : Handover.copy(pidfd, control);
            return new Held(pid, startTicks, mine, ends, socket);
        } finally {
            Descriptors.close(pidfd);
        }
    }

    List<Integer> all() {
        List<Integer> all = new ArrayList<>();
        sockets.forEach(kept -> all.add(kept.fd()));
        all.addAll(channels.values());
        Optional.of(control).filter(fd -> fd >= 0).ifPresent(all::add);
        return all;
    }
}
