package kr.bongsu.supervisor.cli;

import kr.bongsu.supervisor.app.Attribute;
import org.jspecify.annotations.Nullable;

/// Every option a command may know.
enum Option {
    NAME("--name", "-n", Attribute.NAME),
    NAMESPACE("--namespace", "-N", Attribute.NAMESPACE),
    INSTANCES("--instances", "-i", Attribute.INSTANCES),
    CWD("--cwd", "", Attribute.CWD),
    INTERPRETER("--interpreter", "", Attribute.INTERPRETER),
    INTERPRETER_ARGS("--interpreter-args", "", Attribute.INTERPRETER_ARGS),
    NODE_ARGS("--node-args", "", Attribute.INTERPRETER_ARGS),
    JVM_ARGS("--jvm-args", "", Attribute.INTERPRETER_ARGS),
    UID("--uid", "", Attribute.UID),
    GID("--gid", "", Attribute.GID),
    FILTER_ENV("--filter-env", "", Attribute.FILTER_ENV),
    OUTPUT("--output", "-o", Attribute.OUT_FILE),
    ERROR("--error", "-e", Attribute.ERROR_FILE),
    LOG("--log", "-l", Attribute.LOG_FILE),
    MERGE_LOGS("--merge-logs", "", Attribute.MERGE_LOGS, "true"),
    DISABLE_LOGS("--disable-logs", "", Attribute.DISABLE_LOGS, "true"),
    LOG_TYPE("--log-type", "", Attribute.LOG_TYPE),
    LOG_DATE_FORMAT("--log-date-format", "", Attribute.LOG_DATE_FORMAT),
    TIME("--time", "", Attribute.TIME, "true"),
    LOG_MAX_SIZE("--log-max-size", "", Attribute.LOG_MAX_SIZE),
    LOG_KEEP("--log-keep", "", Attribute.LOG_KEEP),
    PID("--pid", "-p", Attribute.PID_FILE),
    AUTORESTART("--autorestart", "", Attribute.AUTORESTART, "true"),
    NO_AUTORESTART("--no-autorestart", "", Attribute.AUTORESTART, "false"),
    NO_AUTOSTART("--no-autostart", "", Attribute.AUTOSTART, "false"),
    STOP_EXIT_CODES("--stop-exit-codes", "", Attribute.STOP_EXIT_CODES),
    MAX_RESTARTS("--max-restarts", "", Attribute.MAX_RESTARTS),
    MIN_UPTIME("--min-uptime", "", Attribute.MIN_UPTIME),
    RESTART_DELAY("--restart-delay", "", Attribute.RESTART_DELAY),
    BACKOFF("--exp-backoff-restart-delay", "", Attribute.EXP_BACKOFF_RESTART_DELAY),
    MAX_MEMORY("--max-memory-restart", "", Attribute.MAX_MEMORY_RESTART),
    CRON("--cron", "-c", Attribute.CRON_RESTART),
    CRON_RESTART("--cron-restart", "", Attribute.CRON_RESTART),
    CRON_TIMEZONE("--cron-timezone", "", Attribute.CRON_TIMEZONE),
    WATCH("--watch", "", Attribute.WATCH, "true"),
    WATCH_PATHS("--watch-paths", "", Attribute.WATCH),
    NO_WATCH("--no-watch", "", Attribute.WATCH, "false"),
    IGNORE_WATCH("--ignore-watch", "", Attribute.IGNORE_WATCH),
    WATCH_DELAY("--watch-delay", "", Attribute.WATCH_DELAY),
    KILL_SIGNAL("--kill-signal", "", Attribute.KILL_SIGNAL),
    KILL_TIMEOUT("--kill-timeout", "-k", Attribute.KILL_TIMEOUT),
    NO_TREEKILL("--no-treekill", "", Attribute.TREEKILL, "false"),
    SHUTDOWN_WITH_MESSAGE("--shutdown-with-message", "", Attribute.SHUTDOWN_WITH_MESSAGE, "true"),
    WAIT_READY("--wait-ready", "", Attribute.WAIT_READY, "true"),
    LISTEN_TIMEOUT("--listen-timeout", "", Attribute.LISTEN_TIMEOUT),

    LISTEN("--listen", "", Attribute.LISTEN),
    LINGER("--linger", "", Attribute.LINGER),
    READY("--ready", "", Attribute.READY),
    RELOAD_HOLD("--hold", "", Attribute.RELOAD_HOLD),
    RELOAD_BATCH("--batch", "", Attribute.RELOAD_BATCH),
    EXEC_MODE("--exec-mode", "", Attribute.EXEC_MODE),

    DRY_RUN("--dry-run", "", false),
    TO("--to", "", true),
    ENV("--env", "", true),
    UPDATE_ENV("--update-env", "-a", false),
    FORCE("--force", "-f", false),
    ONLY("--only", "", true),
    PARALLEL("--parallel", "", true),
    SILENT("--silent", "-s", false),
    NO_COLOR("--no-color", "", false),
    HELP("--help", "-h", false),
    MINI("--mini-list", "-m", false),
    SORT("--sort", "", true),
    SECRETS("--secrets", "", false),
    JSON("--json", "", false),
    LOGS("--logs", "", false),
    LINES("--lines", "", true),
    RAW("--raw", "", false),
    ERR("--err", "", false),
    OUT("--out", "", false),
    NOSTREAM("--nostream", "", false),
    TIMESTAMP("--timestamp", "", true),
    HIGHLIGHT("--highlight", "", true),
    USER("--user", "-u", true),
    HOME_PATH("--hp", "", true),
    SERVICE_NAME("--service-name", "", true),
    SPA("--spa", "", false),
    HOST("--host", "", true),
    BASIC_USER("--basic-auth-username", "", true),
    BASIC_PASSWORD("--basic-auth-password", "", true);

    private final String word;
    private final String letter;
    private final @Nullable Attribute attribute;
    private final boolean takesValue;
    private final String fixed;

    /// Sets an attribute to the value that follows.
    Option(String word, String letter, Attribute attribute) {
        this(word, letter, attribute, true, "");
    }

    /// Sets an attribute to a fixed value.
    Option(String word, String letter, Attribute attribute, String fixed) {
        this(word, letter, attribute, false, fixed);
    }

    Option(String word, String letter, boolean takesValue) {
        this(word, letter, null, takesValue, "");
    }

    Option(
            String word,
            String letter,
            @Nullable Attribute attribute,
            boolean takesValue,
            String fixed) {
        this.word = word;
        this.letter = letter;
        this.attribute = attribute;
        this.takesValue = takesValue;
        this.fixed = fixed;
    }

    String word() {
        return word;
    }

    String letter() {
        return letter;
    }

    @Nullable Attribute attribute() {
        return attribute;
    }

    boolean takesValue() {
        return takesValue;
    }

    String fixed() {
        return fixed;
    }
}
