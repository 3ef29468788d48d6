package kr.bongsu.supervisor.process;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.bongsu.supervisor.app.ListenAddress;

/// Sees in `/proc` which processes wait for connections, and where.
public final class Acceptors {
    private static final String SOCKET = "socket:[";
    private static final String EPOLL = "anon_inode:[eventpoll]";
    private static final String LISTENS = "0A";

    /// `accept` and `accept4`, of x86-64 or of aarch64.
    private static final List<String> ACCEPT =
            System.getProperty("os.arch", "").equals("amd64")
                    ? List.of("43", "288")
                    : List.of("202", "242");

    private Acceptors() {}

    /// A listening socket that a process has open as descriptor `fd`.
    public record Opened(int fd, long inode, ListenAddress.Tcp address) {}

    /// The number of the socket behind one of our own descriptors.
    public static long inode(int fd) {
        return socketAt(Path.of("/proc/self/fd", Integer.toString(fd)));
    }

    /// Whether a process, or a worker that it has forked, waits for connections at one of these
    /// sockets, which it was given once: it has it in an epoll set, has it twice, or a thread of it
    /// is in `accept(2)`.
    public static boolean waits(int pid, Collection<Long> inodes) {
        if (waitsItself(pid, inodes)) {
            return true;
        }
        String workers = read(Path.of("/proc/%d/task/%d/children".formatted(pid, pid)));
        return Arrays.stream(workers.split(" ", -1))
                .filter(worker -> !worker.isBlank())
                .anyMatch(worker -> waits(Integer.parseInt(worker.strip()), inodes));
    }

    private static boolean waitsItself(int pid, Collection<Long> inodes) {
        Path process = Path.of("/proc", Integer.toString(pid));
        Map<String, Long> sockets = new HashMap<>();
        try (DirectoryStream<Path> fds = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path fd : fds) {
                String target = target(fd);
                String number = fd.getFileName().toString();
                if (target.equals(EPOLL) && polls(process.resolve("fdinfo/" + number), inodes)) {
                    return true;
                }
                if (target.startsWith(SOCKET)) {
                    sockets.put(
                            "0x" + Integer.toHexString(Integer.parseInt(number)), number(target));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
        return accepts(process, sockets, inodes);
    }

    private static boolean polls(Path fdinfo, Collection<Long> inodes) {
        String text = read(fdinfo);
        for (String line : text.split("\n", -1)) {
            int at = line.indexOf("ino:");
            if (at >= 0) {
                String hex = line.substring(at + 4).strip().split(" ", 2)[0];
                if (inodes.contains(Long.parseLong(hex, 16))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean accepts(
            Path process, Map<String, Long> sockets, Collection<Long> inodes) {
        if (sockets.values().stream().filter(inodes::contains).count() > inodes.size()) {
            // It has made a copy for itself, as the agent does when a server binds.
            return true;
        }
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path task : tasks) {
                String[] call = read(task.resolve("syscall")).split(" ", 3);
                if (call.length > 1 && ACCEPT.contains(call[0])) {
                    Long inode = sockets.get(call[1]);
                    if (inode != null && inodes.contains(inode)) {
                        return true;
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
        return false;
    }

    /// The TCP sockets that a process listens at.
    public static List<Opened> opened(int pid) {
        Path process = Path.of("/proc", Integer.toString(pid));
        Map<Long, ListenAddress.Tcp> listening = new HashMap<>();
        listening(process.resolve("net/tcp"), listening);
        listening(process.resolve("net/tcp6"), listening);
        List<Opened> opened = new ArrayList<>();
        try (DirectoryStream<Path> fds = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path fd : fds) {
                long inode = socketAt(fd);
                ListenAddress.Tcp address = listening.remove(inode);
                if (address != null) {
                    int number = Integer.parseInt(fd.getFileName().toString());
                    opened.add(new Opened(number, inode, address));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return opened;
    }

    /// Lines such as `0: 0100007F:1F90 00000000:0000 0A … inode`; the address is in host order,
    /// four bytes at a time.
    private static void listening(Path table, Map<Long, ListenAddress.Tcp> into) {
        for (String line : read(table).split("\n", -1)) {
            String[] field = line.strip().split("\\s+", -1);
            if (field.length > 9 && field[3].equals(LISTENS)) {
                String[] local = field[1].split(":", 2);
                into.put(
                        Long.valueOf(field[9]),
                        new ListenAddress.Tcp(host(local[0]), Integer.parseInt(local[1], 16)));
            }
        }
    }

    private static String host(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int from = 2 * (i / 4 * 4 + 3 - i % 4);
            bytes[i] = (byte) Integer.parseInt(hex.substring(from, from + 2), 16);
        }
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            return address.isAnyLocalAddress() ? "" : address.getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long socketAt(Path fd) {
        String target = target(fd);
        return target.startsWith(SOCKET) ? number(target) : -1;
    }

    private static long number(String target) {
        return Long.parseLong(target.substring(SOCKET.length(), target.length() - 1));
    }

    /// Empty when it is gone or not ours to look at.
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
