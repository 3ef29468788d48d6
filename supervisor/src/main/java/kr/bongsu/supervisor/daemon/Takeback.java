package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.util.List;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.ListenAddress;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Handover;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.process.Acceptors;
import kr.bongsu.supervisor.process.ListeningSockets;
import kr.bongsu.supervisor.process.Run;

/// Copies listening sockets out of a process that they were handed to, when the holder of the
/// daemon's own is gone too.
record Takeback(ListeningSockets sockets) {
    /// Keeps every socket of a process that is not kept yet; whether there was one.
    boolean from(AppSpec spec, Run run) throws IOException {
        AppSpec.Listening rules = spec.launch().listening();
        boolean found = false;
        if (!rules.takesPart() || rules.slots()) {
            return false;
        }
        for (Acceptors.Opened opened : Acceptors.opened(run.pid())) {
            ListenAddress address = wanted(rules.addresses(), opened.address().port());
            if (address != null && !isKept(spec.name(), address)) {
                int pidfd = Processes.pidfd(run.pid());
                try {
                    int fd = Handover.copy(pidfd, opened.fd());
                    sockets.add(new ListeningSockets.Kept(spec.name(), address, 0, fd));
                    found = true;
                } finally {
                    Descriptors.close(pidfd);
                }
            }
        }
        return found;
    }

    private static @org.jspecify.annotations.Nullable ListenAddress wanted(
            List<ListenAddress> addresses, int port) {
        for (ListenAddress address : addresses) {
            if (address instanceof ListenAddress.Tcp tcp && tcp.port() == port) {
                return address;
            }
        }
        return null;
    }

    private boolean isKept(String app, ListenAddress address) {
        return sockets.all().stream()
                .anyMatch(kept -> kept.app().equals(app) && kept.address().equals(address));
    }
}
