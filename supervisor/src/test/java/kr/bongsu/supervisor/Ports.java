package kr.bongsu.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports of this machine for programs that cannot take any free one themselves.
///
/// They lie below those the kernel gives to outgoing connections: one of these, of any process, may
/// else take the port between the moment it is found free and the moment its program listens.
///
/// Test processes run side by side: each takes ports of blocks that are its own for as long as it
/// lives, because it listens at the first port of each.
public final class Ports {
    private static final int FIRST = 10_000;
    private static final int END = 32_000;
    private static final int BLOCK = 100;
    private static final int BLOCKS = (END - FIRST) / BLOCK;

    /// The sockets that say which blocks are ours.
    private static final List<ServerSocket> CLAIMS = new ArrayList<>();

    /// The ports of those blocks in turn.
    private static final List<Integer> OURS = new ArrayList<>();

    private static final AtomicInteger NEXT = new AtomicInteger();

    private Ports() {}

    /// One that nobody listens at and no other process is told of; not soon the same again.
    public static synchronized int free() {
        for (int tried = 0; tried < END - FIRST; tried++) {
            if (NEXT.get() == OURS.size() && !claim()) {
                NEXT.set(0);
            }
            if (OURS.isEmpty()) {
                break;
            }
            int port = OURS.get(NEXT.getAndIncrement());
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no free port");
    }

    /// @return false when no block is left
    private static boolean claim() {
        int begin = ThreadLocalRandom.current().nextInt(BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int block = FIRST + (begin + i) % BLOCKS * BLOCK;
            try {
                CLAIMS.add(listen(block));
            } catch (IOException taken) {
                continue;
            }
            for (int port = block + 1; port < block + BLOCK; port++) {
                OURS.add(port);
            }
            return true;
        }
        return false;
    }

    public static boolean isFree(int port) {
        try (ServerSocket _ = listen(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
