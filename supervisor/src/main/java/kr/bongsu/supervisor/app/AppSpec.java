package kr.bongsu.supervisor.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

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

    public record Launch(Command command, Environment environment, Owner owner, boolean cluster) {}

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
            Restarts restarts, Stopping stopping, Readiness readiness, Triggers triggers) {}

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
    /// @param waitReady whether a process is online only once it says so
    public record Readiness(boolean waitReady, Duration timeout) {}

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
        return new AppSpec(s, identity(s), launch(s), supervision(s), logging(s));
    }

    public String name() {
        return identity.name();
    }

    private static Identity identity(Settings s) {
        String name = s.text(Attribute.NAME, defaultName(script(s)));
        if (name.isBlank()
                || name.startsWith("-")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" cannot be a name; it becomes part of file names, so it must not be empty, start with - or contain /");
        }
        return new Identity(
                s.text(Attribute.NAME_PREFIX, "") + name,
                s.text(Attribute.NAMESPACE, "default"),
                instances(s),
                s.flag(Attribute.AUTOSTART, true));
    }

    private static Instances instances(Settings s) {
        String given = s.text(Attribute.INSTANCES, "1");
        if (given.equals("max") || given.equals("0")) {
            return new Instances(0, true);
        }
        int number = Integer.parseInt(given);
        return new Instances(number, number < 0);
    }

    private static String script(Settings s) {
        String script = s.text(Attribute.SCRIPT);
        if (script == null || script.isBlank()) {
            throw new IllegalArgumentException("\"script\" is missing; it says what to run");
        }
        return script;
    }

    /// `app` for `/srv/app.js`, `npm` for `npm start`.
    public static String defaultName(String script) {
        String first = ShellWords.first(script);
        String file = first.substring(first.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private static Launch launch(Settings s) {
        String mode = s.text(Attribute.EXEC_MODE, "fork");
        if (!List.of("fork", "cluster", "fork_mode", "cluster_mode").contains(mode)) {
            throw new IllegalArgumentException(
                    "\"exec_mode\" must be fork or cluster, not \"" + mode + "\"");
        }
        Command command =
                new Command(
                        script(s),
                        s.texts(Attribute.ARGS),
                        Optional.ofNullable(s.text(Attribute.INTERPRETER)),
                        interpreterArgs(s),
                        Path.of(s.text(Attribute.CWD, ".")).toAbsolutePath().normalize());
        Owner owner =
                new Owner(
                        Optional.ofNullable(s.text(Attribute.UID)),
                        Optional.ofNullable(s.text(Attribute.GID)));
        return new Launch(command, environment(s), owner, mode.startsWith("cluster"));
    }

    private static List<String> interpreterArgs(Settings s) {
        List<String> args = new ArrayList<>(s.texts(Attribute.INTERPRETER_ARGS));
        if (s.flag(Attribute.SOURCE_MAP_SUPPORT, false)) {
            args.add("--enable-source-maps");
        }
        return args;
    }

    private static Environment environment(Settings s) {
        Map<String, String> variables = new TreeMap<>(s.variables(Attribute.ENV));
        if (s.has(Attribute.PORT)) {
            variables.putIfAbsent("PORT", s.text(Attribute.PORT, ""));
        }
        return new Environment(
                variables,
                s.profiles(),
                new Filter(s.flag(Attribute.FILTER_ENV, false), s.texts(Attribute.FILTER_ENV)),
                s.text(Attribute.INSTANCE_VAR, "NODE_APP_INSTANCE"),
                Optional.ofNullable(s.text(Attribute.INCREMENT_VAR)));
    }

    private static Supervision supervision(Settings s) {
        long growing = s.number(Attribute.EXP_BACKOFF_RESTART_DELAY, 0);
        Restarts restarts =
                new Restarts(
                        s.flag(Attribute.AUTORESTART, true),
                        s.texts(Attribute.STOP_EXIT_CODES).stream().map(Integer::valueOf).toList(),
                        Math.toIntExact(s.number(Attribute.MAX_RESTARTS, 16)),
                        Duration.ofMillis(s.number(Attribute.MIN_UPTIME, 10_000)),
                        growing > 0
                                ? new Delay.Growing(Duration.ofMillis(growing))
                                : new Delay.Fixed(
                                        Duration.ofMillis(s.number(Attribute.RESTART_DELAY, 0))));
        Stopping stopping =
                new Stopping(
                        s.text(Attribute.KILL_SIGNAL, "SIGINT"),
                        Duration.ofMillis(s.number(Attribute.KILL_TIMEOUT, 1_600)),
                        s.flag(Attribute.TREEKILL, true),
                        s.flag(Attribute.SHUTDOWN_WITH_MESSAGE, false));
        Readiness readiness =
                new Readiness(
                        s.flag(Attribute.WAIT_READY, false),
                        Duration.ofMillis(s.number(Attribute.LISTEN_TIMEOUT, 3_000)));
        return new Supervision(restarts, stopping, readiness, triggers(s));
    }

    private static Triggers triggers(Settings s) {
        String scope = s.text(Attribute.MEMORY_SCOPE, "tree");
        if (!scope.equals("tree") && !scope.equals("main")) {
            throw new IllegalArgumentException(
                    "\"memory_scope\" must be tree or main, not \"" + scope + "\"");
        }
        long limit = s.number(Attribute.MAX_MEMORY_RESTART, 0);
        String cron = s.text(Attribute.CRON_RESTART, "0");
        ZoneId zone = ZoneId.of(s.text(Attribute.CRON_TIMEZONE, ZoneId.systemDefault().getId()));
        List<String> watched =
                s.flag(Attribute.WATCH, false) ? List.of(".") : s.texts(Attribute.WATCH);
        return new Triggers(
                limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit),
                scope.equals("tree"),
                cron.equals("0") || cron.isEmpty()
                        ? Optional.empty()
                        : Optional.of(CronSchedule.of(cron, zone)),
                new Watch(
                        watched,
                        s.texts(Attribute.IGNORE_WATCH),
                        Duration.ofMillis(s.number(Attribute.WATCH_DELAY, 200))));
    }

    private static Logging logging(Settings s) {
        String type = s.text(Attribute.LOG_TYPE, "raw");
        if (!type.equals("raw") && !type.equals("json")) {
            throw new IllegalArgumentException(
                    "\"log_type\" must be raw or json, not \"" + type + "\"");
        }
        String whenFull = s.text(Attribute.LOG_WHEN_FULL, "wait");
        if (!whenFull.equals("wait") && !whenFull.equals("drop")) {
            throw new IllegalArgumentException(
                    "\"log_when_full\" must be wait or drop, not \"" + whenFull + "\"");
        }
        String dates =
                s.text(
                        Attribute.LOG_DATE_FORMAT,
                        s.flag(Attribute.TIME, false) ? "YYYY-MM-DDTHH:mm:ss" : "");
        LogFiles files =
                new LogFiles(
                        Optional.ofNullable(s.text(Attribute.OUT_FILE)),
                        Optional.ofNullable(s.text(Attribute.ERROR_FILE)),
                        Optional.ofNullable(s.text(Attribute.LOG_FILE))
                                .filter(file -> !file.equals("false")),
                        s.flag(Attribute.MERGE_LOGS, false),
                        s.flag(Attribute.DISABLE_LOGS, false));
        Rotation rotation =
                new Rotation(
                        s.number(Attribute.LOG_MAX_SIZE, 50L << 20),
                        Duration.ofMillis(s.number(Attribute.LOG_MAX_AGE, 0)),
                        Math.toIntExact(s.number(Attribute.LOG_KEEP, 10)),
                        s.flag(Attribute.LOG_COMPRESS, true));
        return new Logging(
                files,
                new LogLines(type.equals("json"), dates),
                rotation,
                whenFull.equals("drop"),
                Optional.ofNullable(s.text(Attribute.PID_FILE)));
    }
}
