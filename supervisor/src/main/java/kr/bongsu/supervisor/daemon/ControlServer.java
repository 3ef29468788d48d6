package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.libc.Sockets;

/// Listens on the control socket and lets in whoever runs as the daemon's user, or root.
final class ControlServer {
    private static final int MAX_CONNECTIONS = 256;

    private final Surroundings around;
    private final Function<Request, CompletableFuture<Reply>> commands;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private int listener = -1;

    ControlServer(Surroundings around, Function<Request, CompletableFuture<Reply>> commands) {
        this.around = around;
        this.commands = commands;
    }

    /// @param inherited the socket of the daemon that was in this process before, or -1
    void start(int inherited) throws IOException {
        listener = inherited;
        if (listener < 0) {
            Files.deleteIfExists(around.home().socket());
            listener = Sockets.listen(around.home().socket().toString());
        }
        around.loop().watch(listener, Linux.EPOLLIN, events -> accept());
    }

    private void accept() throws IOException {
        int fd = Sockets.accept(listener);
        if (fd < 0) {
            return;
        }
        int uid = Sockets.peerUid(fd);
        if ((uid != 0 && uid != Processes.uid()) || connections.size() >= MAX_CONNECTIONS) {
            around.log().warn("control.refused", "uid", uid, "connections", connections.size());
            Descriptors.close(fd);
            return;
        }
        Connection connection = new Connection(around, fd, commands, connections::remove);
        connections.add(connection);
        connection.start();
    }

    int descriptor() {
        return listener;
    }

    /// Takes no more connections and removes the socket.
    void close() throws IOException {
        around.loop().forget(listener);
        Descriptors.close(listener);
        Files.deleteIfExists(around.home().socket());
    }
}
