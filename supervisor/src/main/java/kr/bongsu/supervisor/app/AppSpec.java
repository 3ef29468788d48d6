package kr.bongsu.supervisor.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One application, complete: what to run, how many, when to restart it, how to end it and where
/// its output goes.
///
/// Built from [Settings] by [#of], which fills in every default; the settings stay attached,
/// because they are what is saved, compared and shown.
public record AppSpec(
        Settings settings,
        Identity identity,
        Launch launch,
        Supervision supervision,
        Logging logging) {

    public record Identity(String name, String namespace, Instances instances, boolean autostart) {}

    /// How many processes: a number, or so many fewer than the machine has cores.
    public record Instances(int number, boolean perCore) {
        public int count(int cores) {
            return perCore ? Math.max(1, cores + number) : number;
        }
    }

    public record Launch(
            Command command,
            Environment environment,
            Owner owner,
            boolean cluster,
            Listening listening) {}

    /// The sockets that the daemon keeps for an application and hands to its processes.
    ///
    /// @param learns whether sockets that a program opens by itself are kept for its next processes
    /// @param slots whether each process has a queue of its own instead of all sharing one
    /// @param onInput whether the socket is descriptor 0 instead of 3
    /// @param linger how long a drained process keeps idle connections
    public record Listening(
            List<ListenAddress> addresses,
            boolean learns,
            boolean slots,
            boolean onInput,
            Duration linger) {
        /// Whether processes are to be given sockets and drained, as far as they can.
        public boolean takesPart() {
            return learns || !addresses.isEmpty();
        }
    }

    /// What to run.
    ///
    /// @param script a file, a program in `PATH`, a Java main class, or a shell line when it has
    ///   blanks
    /// @param interpreter empty to choose by extension and first line; `none` for the script itself
    public record Command(
            String script,
            List<String> args,
            Optional<String> interpreter,
            List<String> interpreterArgs,
            Path folder) {}

    /// The variables an application gets.
    ///
    /// @param filter what to leave out of the inherited variables
    public record Environment(
            Map<String, String> variables,
            Map<String, Map<String, String>> profiles,
            Filter filter,
            String instanceVariable,
            Optional<String> incrementVariable) {}

    /// Which inherited variables an application does not get.
    public record Filter(boolean all, List<String> fragments) {
        public boolean drops(String variable) {
            return all || fragments.stream().anyMatch(variable::contains);
        }
    }

    public record Owner(Optional<String> user, Optional<String> group) {}

    public record Supervision(
            Restarts restarts,
            Stopping stopping,
            Readiness readiness,
            Triggers triggers,
            Rolling rolling) {}

    /// How a new generation of processes replaces the old one.
    ///
    /// @param hold how long the new one must live, ready, before the old one is told to end
    /// @param batch how many processes at a time; 0 for all
    public record Rolling(Duration hold, int batch) {}

    /// When an ended process is started again.
    ///
    /// @param minUptime how long a process must live for its end not to count towards `maxRestarts`
    public record Restarts(
            boolean automatic,
            List<Integer> finalCodes,
            int maxRestarts,
            Duration minUptime,
            Delay delay) {}

    /// How long to wait before an automatic restart.
    public sealed interface Delay {
        record Fixed(Duration delay) implements Delay {}

        /// Grows by half at each restart up to 15 s; starts anew once a process has lived 30 s.
        record Growing(Duration first) implements Delay {}
    }

    public record Stopping(String signal, Duration killTimeout, boolean tree, boolean byMessage) {}

    /// When a started process counts as online.
    ///
    /// @param timeout how long it may take; a process that is not ready by then is ended
    /// @param watchdog how long a process may then be without a sign of life; zero for ever
    public record Readiness(Ready sign, Duration timeout, Duration watchdog) {}

    /// What shows that a process is ready.
    public sealed interface Ready {
        record AtOnce() implements Ready {}

        /// It says so: `process.send('ready')`, or `READY=1` to `NOTIFY_SOCKET`.
        record Said() implements Ready {}

        /// It waits for connections.
        record Listens() implements Ready {}

        /// It waits for connections somewhere, where that is not known beforehand.
        ///
        /// @param patience after which one that was given no socket is ready all the same
        record Opens(Duration patience) implements Ready {}

        /// A connection, or a request over HTTP, is answered there.
        record Answers(java.net.URI probe) implements Ready {}
    }

    public record Triggers(
            OptionalLong memoryLimit,
            boolean wholeTree,
            Optional<CronSchedule> cron,
            Watch watch) {}

    /// What to watch for changes.
    ///
    /// @param paths what to watch, relative to the application's folder; empty to watch nothing
    public record Watch(List<String> paths, List<String> ignored, Duration delay) {}

    /// Where output goes and in which form.
    public record Logging(
            LogFiles files,
            LogLines lines,
            Rotation rotation,
            boolean dropWhenFull,
            Optional<String> pidFile) {}

    /// Where output goes; an empty path is the default place.
    public record LogFiles(
            Optional<String> out,
            Optional<String> error,
            Optional<String> both,
            boolean merged,
            boolean disabled) {}

    /// The form of a line.
    ///
    /// @param dateFormat day.js tokens, empty for no time stamp
    public record LogLines(boolean json, String dateFormat) {}

    /// When a log file is put aside, and how many are kept.
    ///
    /// @param maxBytes 0 for no limit
    /// @param maxAge zero for no limit
    public record Rotation(long maxBytes, Duration maxAge, int keep, boolean compress) {}

    /// The application these settings describe.
    ///
    /// @throws IllegalArgumentException with a sentence for a person
    public static AppSpec of(Settings s) {
        return SpecReader.read(s);
    }

    public String name() {
        return identity.name();
    }

    /// The same, but a process that ends is not started again: it has yet to prove itself.
    public AppSpec onTrial() {
        Restarts r = supervision.restarts();
        Restarts none =
                new Restarts(false, r.finalCodes(), r.maxRestarts(), r.minUptime(), r.delay());
        return new AppSpec(
                settings,
                identity,
                launch,
                new Supervision(
                        none,
                        supervision.stopping(),
                        supervision.readiness(),
                        supervision.triggers(),
                        supervision.rolling()),
                logging);
    }

    /// `app` for `/srv/app.js`, `npm` for `npm start`.
    public static String defaultName(String script) {
        String first = ShellWords.first(script);
        String file = first.substring(first.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
