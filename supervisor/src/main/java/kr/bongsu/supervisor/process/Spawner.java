package kr.bongsu.supervisor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.Interpreters;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.libc.Sockets;
import kr.bongsu.supervisor.libc.Spawn;
import org.jspecify.annotations.Nullable;

/// Starts one process of an application: its words, its environment, its three FIFOs, and Node's
/// channel where it is spoken.
public final class Spawner {
    private final ProcFs proc;
    private final InstantSource clock;
    private final ListeningSockets sockets;
    private final Preloads preloads;
    private long runs;

    public Spawner(ProcFs proc, InstantSource clock, ListeningSockets sockets, Preloads preloads) {
        this.proc = proc;
        this.clock = clock;
        this.sockets = sockets;
        this.preloads = preloads;
    }

    /// What one process needs beside its application's settings.
    ///
    /// @param profile which `env_<name>` block applies on top
    public record Place(
            int id, int instance, Inherited inherited, Optional<String> profile, Streams streams) {}

    /// The variables of the shell, and whether they win over the application's own, as
    /// `--update-env` asks.
    public record Inherited(Map<String, String> variables, boolean wins) {}

    /// The FIFOs that are descriptors 0, 1 and 2 of the process.
    public record Streams(Path in, Path out, Path error) {}

    /// A started process; the channel is our end of Node's, or -1.
    ///
    /// @param sockets the numbers of the listening sockets it was given
    /// @param notifySocket what it may speak to; null for a process of another user, who cannot
    ///   reach it, and where the path would be too long
    public record Started(
            Run run, int pidfd, int channel, List<Long> sockets, @Nullable Notify notifySocket) {}

    /// A socket that takes datagrams.
    public record Notify(Path path, int fd) {
        private void close() throws IOException {
            Descriptors.close(fd);
            Files.deleteIfExists(path);
        }
    }

    /// Starts a process.
    ///
    /// @param replaces the pid of the process whose place it is to take, or 0
    /// @throws IllegalArgumentException when there is nothing to start, with a sentence for a
    ///   person
    public Started start(AppSpec spec, Place place, int replaces) throws IOException {
        Map<String, String> environment = environment(spec, place);
        List<String> words = words(spec, environment);
        boolean channelled = Interpreters.hasNodeChannel(words);
        String token =
                Long.toString(place.id()) + "-" + Long.toString(clock.millis(), 36) + "-" + runs++;
        environment.put(ProcessTree.TOKEN, token);
        if (replaces > 0) {
            environment.put("BONGSU_REPLACES", Integer.toString(replaces));
        }
        Notify notify = notify(spec, place, token, environment);
        List<Integer> descriptors = new ArrayList<>();
        List<Long> given = new ArrayList<>();
        int channel = -1;
        try {
            descriptors.add(endless(place.streams().in()));
            descriptors.add(endless(place.streams().out()));
            descriptors.add(endless(place.streams().error()));
            if (serves(spec, words)) {
                List<ListeningSockets.Kept> kept = sockets.of(spec, place.instance());
                kept.forEach(socket -> given.add(Acceptors.inode(socket.fd())));
                words = new Handed(spec, kept).into(words, preloads, environment, descriptors);
            }
            if (channelled) {
                Sockets.Pair pair = Sockets.pair();
                channel = pair.own();
                environment.put("NODE_CHANNEL_FD", Integer.toString(descriptors.size()));
                environment.put("NODE_CHANNEL_SERIALIZATION_MODE", "json");
                descriptors.add(pair.child());
            }
            String folder = spec.launch().command().folder().toString();
            int pid = Spawn.start(new Spawn.Program(words, environment, folder, descriptors));
            ProcFs.Stat stat = proc.stat(pid);
            Run run = new Run(pid, stat == null ? 0 : stat.startTicks(), clock.instant(), token);
            return new Started(run, Processes.pidfd(pid), channel, given, notify);
        } catch (IOException e) {
            if (channel >= 0) {
                Descriptors.close(channel);
            }
            if (notify != null) {
                notify.close();
            }
            throw e;
        } finally {
            descriptors.forEach(Descriptors::close);
        }
    }

    private static @Nullable Notify notify(
            AppSpec spec, Place place, String token, Map<String, String> environment)
            throws IOException {
        Path path = notifyPath(place.streams(), token);
        if (spec.launch().owner().user().isPresent() || !Sockets.fits(path.toString())) {
            return null;
        }
        Notify notify = new Notify(path, Sockets.datagrams(path.toString()));
        environment.put("NOTIFY_SOCKET", path.toString());
        Duration watchdog = spec.supervision().readiness().watchdog();
        if (!watchdog.isZero()) {
            environment.put("WATCHDOG_USEC", Long.toString(watchdog.toNanos() / 1_000));
        }
        return notify;
    }

    /// Where a run may speak to its daemon, and the next daemon listens, too.
    public static Path notifyPath(Streams streams, String token) {
        return streams.in().resolveSibling(token + ".notify");
    }

    /// Whether processes of an application take sockets that are handed to them.
    ///
    /// @throws IllegalArgumentException when it cannot be started at all
    public boolean serves(AppSpec spec, Place place) {
        return serves(spec, words(spec, environment(spec, place)));
    }

    private boolean serves(AppSpec spec, List<String> words) {
        AppSpec.Listening rules = spec.launch().listening();
        return !rules.addresses().isEmpty() || (rules.learns() && preloads.serve(words));
    }

    /// Sees whether an application could be started at all.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when not
    public void check(AppSpec spec, Map<String, String> inherited, Optional<String> profile) {
        Path nowhere = Path.of("/dev/null");
        words(
                spec,
                environment(
                        spec,
                        new Place(
                                0,
                                0,
                                new Inherited(inherited, false),
                                profile,
                                new Streams(nowhere, nowhere, nowhere))));
    }

    /// Opened for reading and writing, so that the process sees neither an end nor a broken pipe
    /// when the daemon goes.
    private static int endless(Path fifo) throws IOException {
        Descriptors.fifo(fifo.toString());
        return Descriptors.open(fifo.toString(), Linux.O_RDWR, 0);
    }

    private static List<String> words(AppSpec spec, Map<String, String> environment) {
        Interpreters interpreters =
                new Interpreters(environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
        List<String> words = interpreters.words(spec.launch().command());
        AppSpec.Owner owner = spec.launch().owner();
        if (owner.user().isEmpty() && owner.group().isEmpty()) {
            return words;
        }
        if (Processes.uid() != 0) {
            throw new IllegalArgumentException(
                    "\"uid\" and \"gid\" need a daemon that runs as root");
        }
        List<String> wrapped = new ArrayList<>();
        wrapped.add(
                interpreters
                        .find("setpriv")
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "\"uid\" and \"gid\" need the program setpriv (package util-linux)")));
        owner.user().ifPresent(user -> wrapped.add("--reuid=" + user));
        owner.group()
                .ifPresentOrElse(
                        group -> {
                            wrapped.add("--regid=" + group);
                            wrapped.add("--clear-groups");
                        },
                        () -> wrapped.add("--init-groups"));
        wrapped.add("--");
        wrapped.addAll(words);
        return wrapped;
    }

    /// The shell's variables, less what is filtered, then the application's own, then what tells
    /// instances apart.
    public static Map<String, String> environment(AppSpec spec, Place place) {
        AppSpec.Environment rules = spec.launch().environment();
        Map<String, String> environment = new TreeMap<>();
        Map<String, String> own = new TreeMap<>(rules.variables());
        place.profile()
                .ifPresent(name -> own.putAll(rules.profiles().getOrDefault(name, Map.of())));
        if (place.inherited().wins()) {
            environment.putAll(own);
        }
        for (Map.Entry<String, String> variable : place.inherited().variables().entrySet()) {
            if (!rules.filter().drops(variable.getKey())) {
                environment.put(variable.getKey(), variable.getValue());
            }
        }
        if (!place.inherited().wins()) {
            environment.putAll(own);
        }
        // What a service manager meant for whoever started us is not meant for our processes.
        Handed.VARIABLES.forEach(environment::remove);
        environment.put(rules.instanceVariable(), Integer.toString(place.instance()));
        rules.incrementVariable().ifPresent(name -> increment(environment, name, place.instance()));
        environment.put("pm_id", Integer.toString(place.id()));
        environment.put("BONGSU_NAME", spec.name());
        return environment;
    }

    private static void increment(Map<String, String> environment, String name, int by) {
        String first = environment.getOrDefault(name, "0");
        try {
            environment.put(name, Long.toString(Long.parseLong(first) + by));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"increment_var\" names "
                            + name
                            + ", whose value \""
                            + first
                            + "\" is not a number",
                    e);
        }
    }
}
