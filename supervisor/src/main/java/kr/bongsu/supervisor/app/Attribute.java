package kr.bongsu.supervisor.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every setting an application may have: its key in a file, the other names it goes by, and its
/// kind.
public enum Attribute {
    NAME("name", Kind.TEXT),
    NAMESPACE("namespace", Kind.TEXT),
    SCRIPT("script", Kind.TEXT, "exec", "cmd", "command"),
    ARGS("args", Kind.WORDS),
    CWD("cwd", Kind.TEXT),
    INTERPRETER("interpreter", Kind.TEXT, "exec_interpreter"),
    INTERPRETER_ARGS(
            "interpreter_args", Kind.WORDS, "node_args", "interpreterArgs", "nodeArgs", "jvm_args"),
    EXEC_MODE("exec_mode", Kind.TEXT, "execMode"),
    INSTANCES("instances", Kind.INSTANCES),
    SOURCE_MAP_SUPPORT("source_map_support", Kind.FLAG),
    UID("uid", Kind.TEXT, "user"),
    GID("gid", Kind.TEXT),

    ENV("env", Kind.VARIABLES),
    FILTER_ENV("filter_env", Kind.FLAG_OR_NAMES),
    PORT("port", Kind.COUNT),
    INCREMENT_VAR("increment_var", Kind.TEXT),
    INSTANCE_VAR("instance_var", Kind.TEXT),
    APPEND_ENV_TO_NAME("append_env_to_name", Kind.FLAG),
    NAME_PREFIX("name_prefix", Kind.TEXT),

    AUTOSTART("autostart", Kind.FLAG),
    AUTORESTART("autorestart", Kind.FLAG),
    STOP_EXIT_CODES("stop_exit_codes", Kind.CODES),
    MAX_RESTARTS("max_restarts", Kind.COUNT),
    MIN_UPTIME("min_uptime", Kind.TIME),
    RESTART_DELAY("restart_delay", Kind.TIME),
    EXP_BACKOFF_RESTART_DELAY("exp_backoff_restart_delay", Kind.TIME),
    MAX_MEMORY_RESTART("max_memory_restart", Kind.MEMORY),
    MEMORY_SCOPE("memory_scope", Kind.TEXT),
    CRON_RESTART("cron_restart", Kind.CRON, "cron"),
    CRON_TIMEZONE("cron_timezone", Kind.ZONE),
    WATCH("watch", Kind.FLAG_OR_NAMES),
    IGNORE_WATCH("ignore_watch", Kind.NAMES),
    WATCH_DELAY("watch_delay", Kind.TIME),
    KILL_SIGNAL("kill_signal", Kind.SIGNAL),
    KILL_TIMEOUT("kill_timeout", Kind.TIME),
    TREEKILL("treekill", Kind.FLAG),
    SHUTDOWN_WITH_MESSAGE("shutdown_with_message", Kind.FLAG),
    WAIT_READY("wait_ready", Kind.FLAG),
    LISTEN_TIMEOUT("listen_timeout", Kind.TIME),
    READY("ready", Kind.TEXT),
    WATCHDOG("watchdog", Kind.TIME),
    LISTEN("listen", Kind.NAMES),
    LISTEN_QUEUE("listen_queue", Kind.TEXT),
    LISTEN_FD("listen_fd", Kind.TEXT),
    LINGER("linger", Kind.TIME),
    RELOAD_HOLD("reload_hold", Kind.TIME),
    RELOAD_BATCH("reload_batch", Kind.COUNT),

    OUT_FILE("out_file", Kind.TEXT, "out", "output", "out_log"),
    ERROR_FILE("error_file", Kind.TEXT, "error", "err", "err_file", "err_log"),
    LOG_FILE("log_file", Kind.FLAG_OR_TEXT, "log"),
    MERGE_LOGS("merge_logs", Kind.FLAG, "combine_logs"),
    DISABLE_LOGS("disable_logs", Kind.FLAG),
    LOG_TYPE("log_type", Kind.TEXT),
    LOG_DATE_FORMAT("log_date_format", Kind.TEXT),
    TIME("time", Kind.FLAG),
    LOG_MAX_SIZE("log_max_size", Kind.MEMORY),
    LOG_MAX_AGE("log_max_age", Kind.TIME),
    LOG_KEEP("log_keep", Kind.COUNT),
    LOG_COMPRESS("log_compress", Kind.FLAG),
    LOG_WHEN_FULL("log_when_full", Kind.TEXT),
    PID_FILE("pid_file", Kind.TEXT, "pid");

    /// Keys of PM2's files that are taken without effect, because they steer its monitoring product
    /// or its own code.
    private static final List<String> WITHOUT_EFFECT =
            List.of(
                    "vizion",
                    "pmx",
                    "automation",
                    "trace",
                    "disable_trace",
                    "v8",
                    "event_loop_inspector",
                    "deep_monitoring",
                    "io",
                    "install_url",
                    "windowsHide",
                    "write",
                    "username",
                    "execute_command",
                    "watch_options",
                    "disable_source_map_support",
                    "post_update",
                    "force",
                    "exec_path",
                    "instance_id",
                    "kill_retry_time");

    private static final Map<String, Attribute> BY_KEY = byKey();

    private final String key;
    private final Kind kind;

    /// Separated by blanks.
    private final String aliases;

    Attribute(String key, Kind kind, String... aliases) {
        this.key = key;
        this.kind = kind;
        this.aliases = String.join(" ", aliases);
    }

    private static Map<String, Attribute> byKey() {
        Map<String, Attribute> map = new HashMap<>();
        for (Attribute attribute : values()) {
            map.put(attribute.key, attribute);
            for (String alias : attribute.aliases()) {
                map.put(alias, attribute);
            }
        }
        return map;
    }

    public String key() {
        return key;
    }

    public List<String> aliases() {
        return aliases.isEmpty() ? List.of() : List.of(aliases.split(" ", -1));
    }

    /// The attribute that goes by this key or alias.
    public static @Nullable Attribute named(String key) {
        return BY_KEY.get(key);
    }

    static boolean hasNoEffect(String key) {
        return WITHOUT_EFFECT.contains(key);
    }

    /// Every key a file may hold, for guessing what a misspelt one was meant to be.
    static List<String> keys() {
        return new ArrayList<>(BY_KEY.keySet());
    }

    /// The value in the form it is kept in.
    ///
    /// @throws IllegalArgumentException with a sentence that starts with the key
    public Object keep(Object value) {
        try {
            return kind.keep(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + key + "\": " + e.getMessage(), e);
        }
    }
}
