package kr.bongsu.supervisor.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.ListenAddress;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Listening;
import kr.bongsu.supervisor.libc.SystemCallException;

/// The listening sockets that live longer than the processes that accept from them.
///
/// A connection that arrives while a process is replaced or dead waits in the socket's queue and is
/// accepted by the next one; it is never refused.
public final class ListeningSockets {
    private static final int MODE = 0660;

    private final List<Kept> sockets = new ArrayList<>();

    /// One socket.
    ///
    /// @param slot whose queue this is, where each process of an application has its own; else 0
    public record Kept(String app, ListenAddress address, int slot, int fd) {
        /// The same socket under another number.
        public Kept as(int other) {
            return new Kept(app, address, slot, other);
        }
    }

    /// The sockets that a process is to be given, opened where they do not exist yet.
    ///
    /// @throws IllegalArgumentException when one cannot be had, with a sentence for a person
    public List<Kept> of(AppSpec spec, int instance) {
        AppSpec.Listening rules = spec.launch().listening();
        int slot = rules.slots() ? instance : 0;
        List<Kept> given = new ArrayList<>();
        if (rules.learns()) {
            sockets.stream().filter(kept -> kept.app().equals(spec.name())).forEach(given::add);
        }
        for (ListenAddress address : rules.addresses()) {
            given.add(
                    find(spec.name(), address, slot)
                            .orElseGet(() -> open(spec.name(), address, slot, rules.slots())));
        }
        return given;
    }

    private Optional<Kept> find(String app, ListenAddress address, int slot) {
        return sockets.stream()
                .filter(kept -> kept.app().equals(app))
                .filter(kept -> kept.address().equals(address) && kept.slot() == slot)
                .findFirst();
    }

    private Kept open(String app, ListenAddress address, int slot, boolean slots) {
        for (Kept kept : sockets) {
            if (kept.address().equals(address) && !kept.app().equals(app)) {
                throw new IllegalArgumentException(
                        "\"listen\": " + address + " belongs to \"" + kept.app() + "\" already");
            }
        }
        try {
            int fd =
                    switch (address) {
                        case ListenAddress.Tcp tcp -> tcp(tcp, slots);
                        case ListenAddress.Unix unix -> unix(unix.path());
                    };
            Kept kept = new Kept(app, address, slot, fd);
            sockets.add(kept);
            return kept;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "\"listen\": " + address + " cannot be had: " + e.getMessage(), e);
        }
    }

    private static int tcp(ListenAddress.Tcp address, boolean shared) throws IOException {
        if (!address.host().isEmpty()) {
            return Listening.tcp(InetAddress.getByName(address.host()), address.port(), shared);
        }
        try {
            return Listening.tcp(InetAddress.getByName("::"), address.port(), shared);
        } catch (SystemCallException e) {
            if (!e.isMissingFamily()) {
                throw e;
            }
            return Listening.tcp(InetAddress.getByName("0.0.0.0"), address.port(), shared);
        }
    }

    private static int unix(String path) throws IOException {
        if (Files.exists(Path.of(path))) {
            try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                throw new IOException("something listens there");
            } catch (java.net.ConnectException e) {
                // Left behind by a program that is gone.
                Files.delete(Path.of(path));
            }
        }
        return Listening.unix(path, MODE);
    }

    /// Takes on a socket that an earlier daemon kept.
    public void add(Kept kept) {
        sockets.add(kept);
    }

    /// Gives back the full length to queues that a process may have shortened by listening itself.
    public void lengthen() throws SystemCallException {
        for (Kept kept : sockets) {
            Listening.listen(kept.fd());
        }
    }

    /// Ends one that is not wanted any more, also the copies that processes were handed and do not
    /// use: who connects is refused and does not wait for nobody.
    public void forget(Kept kept) {
        if (sockets.remove(kept)) {
            Listening.end(kept.fd());
            Descriptors.close(kept.fd());
        }
    }

    public List<Kept> all() {
        return List.copyOf(sockets);
    }

    /// Closes every socket that is not wanted any more.
    public void retain(Predicate<Kept> wanted) throws IOException {
        for (Kept kept : all()) {
            if (!wanted.test(kept)) {
                sockets.remove(kept);
                Descriptors.close(kept.fd());
                if (kept.address() instanceof ListenAddress.Unix unix) {
                    Files.deleteIfExists(Path.of(unix.path()));
                }
            }
        }
    }
}
