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

/// Fills in every default and checks what single values cannot show.
final class SpecReader {
    private SpecReader() {}

    static AppSpec read(Settings s) {
        AppSpec.Launch launch = launch(s);
        return new AppSpec(s, identity(s), launch, supervision(s, launch.listening()), logging(s));
    }

    private static AppSpec.Identity identity(Settings s) {
        String name = s.text(Attribute.NAME, AppSpec.defaultName(script(s)));
        if (name.isBlank()
                || name.startsWith("-")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" cannot be a name; it becomes part of file names, so it must not be empty, start with - or contain /");
        }
        return new AppSpec.Identity(
                s.text(Attribute.NAME_PREFIX, "") + name,
                s.text(Attribute.NAMESPACE, "default"),
                instances(s),
                s.flag(Attribute.AUTOSTART, true));
    }

    private static AppSpec.Instances instances(Settings s) {
        String given = s.text(Attribute.INSTANCES, "1");
        if (given.equals("max") || given.equals("0")) {
            return new AppSpec.Instances(0, true);
        }
        int number = Integer.parseInt(given);
        return new AppSpec.Instances(number, number < 0);
    }

    private static String script(Settings s) {
        String script = s.text(Attribute.SCRIPT);
        if (script == null || script.isBlank()) {
            throw new IllegalArgumentException("\"script\" is missing; it says what to run");
        }
        return script;
    }

    private static AppSpec.Launch launch(Settings s) {
        String mode = s.text(Attribute.EXEC_MODE, "fork");
        if (!List.of("fork", "cluster", "fork_mode", "cluster_mode").contains(mode)) {
            throw new IllegalArgumentException(
                    "\"exec_mode\" must be fork or cluster, not \"" + mode + "\"");
        }
        AppSpec.Command command =
                new AppSpec.Command(
                        script(s),
                        s.texts(Attribute.ARGS),
                        Optional.ofNullable(s.text(Attribute.INTERPRETER)),
                        interpreterArgs(s),
                        Path.of(s.text(Attribute.CWD, ".")).toAbsolutePath().normalize());
        AppSpec.Owner owner =
                new AppSpec.Owner(
                        Optional.ofNullable(s.text(Attribute.UID)),
                        Optional.ofNullable(s.text(Attribute.GID)));
        boolean cluster = mode.startsWith("cluster");
        AppSpec.Listening listening = ListenReader.listening(s, command.folder(), cluster);
        return new AppSpec.Launch(command, environment(s, listening), owner, cluster, listening);
    }

    private static List<String> interpreterArgs(Settings s) {
        List<String> args = new ArrayList<>(s.texts(Attribute.INTERPRETER_ARGS));
        if (s.flag(Attribute.SOURCE_MAP_SUPPORT, false)) {
            args.add("--enable-source-maps");
        }
        return args;
    }

    private static AppSpec.Environment environment(Settings s, AppSpec.Listening listening) {
        Map<String, String> variables = new TreeMap<>(s.variables(Attribute.ENV));
        if (s.has(Attribute.PORT)) {
            variables.putIfAbsent("PORT", s.text(Attribute.PORT, ""));
        }
        if (!listening.addresses().isEmpty()) {
            variables.putIfAbsent("PORT", listening.addresses().getFirst().word());
        }
        return new AppSpec.Environment(
                variables,
                s.profiles(),
                new AppSpec.Filter(
                        s.flag(Attribute.FILTER_ENV, false), s.texts(Attribute.FILTER_ENV)),
                s.text(Attribute.INSTANCE_VAR, "NODE_APP_INSTANCE"),
                Optional.ofNullable(s.text(Attribute.INCREMENT_VAR)));
    }

    private static AppSpec.Supervision supervision(Settings s, AppSpec.Listening listening) {
        long growing = s.number(Attribute.EXP_BACKOFF_RESTART_DELAY, 0);
        AppSpec.Restarts restarts =
                new AppSpec.Restarts(
                        s.flag(Attribute.AUTORESTART, true),
                        s.texts(Attribute.STOP_EXIT_CODES).stream().map(Integer::valueOf).toList(),
                        Math.toIntExact(s.number(Attribute.MAX_RESTARTS, 16)),
                        Duration.ofMillis(s.number(Attribute.MIN_UPTIME, 10_000)),
                        growing > 0
                                ? new AppSpec.Delay.Growing(Duration.ofMillis(growing))
                                : new AppSpec.Delay.Fixed(
                                        Duration.ofMillis(s.number(Attribute.RESTART_DELAY, 0))));
        AppSpec.Stopping stopping =
                new AppSpec.Stopping(
                        s.text(Attribute.KILL_SIGNAL, "SIGINT"),
                        ListenReader.killTimeout(s, listening),
                        s.flag(Attribute.TREEKILL, true),
                        s.flag(Attribute.SHUTDOWN_WITH_MESSAGE, false));
        return new AppSpec.Supervision(
                restarts,
                stopping,
                ListenReader.readiness(s, listening),
                triggers(s),
                ListenReader.rolling(s));
    }

    private static AppSpec.Triggers triggers(Settings s) {
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
        return new AppSpec.Triggers(
                limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit),
                scope.equals("tree"),
                cron.equals("0") || cron.isEmpty()
                        ? Optional.empty()
                        : Optional.of(CronSchedule.of(cron, zone)),
                new AppSpec.Watch(
                        watched,
                        s.texts(Attribute.IGNORE_WATCH),
                        Duration.ofMillis(s.number(Attribute.WATCH_DELAY, 200))));
    }

    private static AppSpec.Logging logging(Settings s) {
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
        AppSpec.LogFiles files =
                new AppSpec.LogFiles(
                        Optional.ofNullable(s.text(Attribute.OUT_FILE)),
                        Optional.ofNullable(s.text(Attribute.ERROR_FILE)),
                        Optional.ofNullable(s.text(Attribute.LOG_FILE))
                                .filter(file -> !file.equals("false")),
                        s.flag(Attribute.MERGE_LOGS, false),
                        s.flag(Attribute.DISABLE_LOGS, false));
        AppSpec.Rotation rotation =
                new AppSpec.Rotation(
                        s.number(Attribute.LOG_MAX_SIZE, 50L << 20),
                        Duration.ofMillis(s.number(Attribute.LOG_MAX_AGE, 0)),
                        Math.toIntExact(s.number(Attribute.LOG_KEEP, 10)),
                        s.flag(Attribute.LOG_COMPRESS, true));
        return new AppSpec.Logging(
                files,
                new AppSpec.LogLines(type.equals("json"), dates),
                rotation,
                whenFull.equals("drop"),
                Optional.ofNullable(s.text(Attribute.PID_FILE)));
    }
}
