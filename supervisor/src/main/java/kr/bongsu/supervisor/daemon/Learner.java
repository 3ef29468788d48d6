package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Handover;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.process.Acceptors;
import kr.bongsu.supervisor.process.ListeningSockets;
import kr.bongsu.supervisor.process.Run;
import kr.bongsu.supervisor.process.State;

/// Finds the ports that programs opened by themselves, and keeps copies of those sockets, so that
/// the next process of the application is handed what this one listens at.
///
/// Only for applications that ask for it and whose programs take what is handed to them; to all
/// others a kept socket would be a port that is taken.
final class Learner {
    private final Surroundings around;
    private final Table table;
    private final ListeningSockets sockets;
    private final Set<String> refused = new HashSet<>();

    /// From which run a socket was learnt, by the socket's number.
    private final Map<Long, String> origins = new HashMap<>();

    Learner(Surroundings around, Table table, ListeningSockets sockets) {
        this.around = around;
        this.table = table;
        this.sockets = sockets;
    }

    /// Whether the processes of an application must be started one first and the others when it is
    /// known what it listens at.
    boolean isCurious(Entry entry) {
        return entry.spec().launch().listening().learns()
                && kept(entry.name()).findAny().isEmpty()
                && takes(entry);
    }

    /// Looks at everything that runs, and lets go of what nobody listens at any more.
    void look() {
        for (Entry entry : table.all()) {
            if (entry.spec().launch().listening().learns()
                    && entry.state() instanceof State.Online online
                    && takes(entry)) {
                look(entry, online.process());
            }
        }
        for (ListeningSockets.Kept kept : sockets.all()) {
            if (isAbandoned(kept)) {
                origins.remove(Acceptors.inode(kept.fd()));
                sockets.forget(kept);
                around.log().info("socket.given-up", "app", kept.app(), "at", kept.address());
            }
        }
    }

    private static boolean takes(Entry entry) {
        try {
            return entry.takesSockets();
        } catch (IllegalArgumentException e) {
            // Its program is gone from the disk, and whoever starts it next is told so.
            return false;
        }
    }

    private void look(Entry entry, Run run) {
        Set<Long> known = new HashSet<>();
        kept(entry.name()).forEach(kept -> known.add(Acceptors.inode(kept.fd())));
        for (Acceptors.Opened opened : Acceptors.opened(run.pid())) {
            boolean same =
                    kept(entry.name()).anyMatch(kept -> kept.address().equals(opened.address()));
            if (!known.contains(opened.inode()) && !same) {
                keep(entry, run, opened);
            }
        }
    }

    private void keep(Entry entry, Run run, Acceptors.Opened opened) {
        try {
            int pidfd = Processes.pidfd(run.pid());
            try {
                int fd = Handover.copy(pidfd, opened.fd());
                sockets.add(new ListeningSockets.Kept(entry.name(), opened.address(), 0, fd));
                origins.put(opened.inode(), run.token());
            } finally {
                Descriptors.close(pidfd);
            }
            around.log().info("socket.learnt", "app", entry.name(), "at", opened.address());
        } catch (IOException e) {
            // Without the right to copy, the application goes on as it was: restarted, not
            // reloaded.
            if (refused.add(entry.name())) {
                around.log().warn("socket.not-learnt", "app", entry.name(), "reason", e);
            }
        }
    }

    /// Whether its application listens elsewhere by now, and none of its processes accepts from it.
    ///
    /// That nobody accepts is not enough: a program may be slow to begin.
    private boolean isAbandoned(ListeningSockets.Kept kept) {
        List<Entry> entries = new ArrayList<>();
        Stream.concat(table.all().stream(), table.aside().stream())
                .filter(entry -> entry.name().equals(kept.app()))
                .forEach(entries::add);
        boolean settled =
                entries.stream()
                        .filter(Entry::isActive)
                        .allMatch(entry -> entry.state() instanceof State.Online);
        long inode = Acceptors.inode(kept.fd());
        List<Run> runs =
                entries.stream()
                        .map(entry -> entry.state().run())
                        .flatMap(Optional::stream)
                        .toList();
        return settled
                && entries.stream().allMatch(entry -> entry.spec().launch().listening().learns())
                && runs.stream().anyMatch(run -> origins.containsValue(run.token()))
                && runs.stream().noneMatch(run -> uses(run, inode));
    }

    /// A process that was handed a socket has it open in any case, one that opened it has not.
    private boolean uses(Run run, long inode) {
        return Acceptors.waits(run.pid(), List.of(inode))
                || (run.token().equals(origins.get(inode))
                        && Acceptors.opened(run.pid()).stream()
                                .anyMatch(opened -> opened.inode() == inode));
    }

    private Stream<ListeningSockets.Kept> kept(String app) {
        return sockets.all().stream().filter(kept -> kept.app().equals(app));
    }
}
