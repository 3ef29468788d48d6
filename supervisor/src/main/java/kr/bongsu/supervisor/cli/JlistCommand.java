package kr.bongsu.supervisor.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonWriter;

/// `jlist` and `prettylist`: every process as JSON with PM2's field names, so that what reads PM2's
/// reads this.
final class JlistCommand {
    private static final Set<Option> OPTIONS = EnumSet.of(Option.SECRETS);

    private final DaemonLink daemon;
    private final Console console;

    JlistCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(List<String> given, boolean pretty) {
        Arguments arguments = Main.parse(console, given, OPTIONS);
        arguments.atMost(0, pretty ? "prettylist" : "jlist");
        console.printLine(
                text(
                        daemon.ask(
                                        new Request.Processes(
                                                List.of(), true, arguments.has(Option.SECRETS)))
                                .processes(),
                        pretty));
        return 0;
    }

    static String text(List<ProcessView> views, boolean pretty) {
        List<JsonObject> list = new ArrayList<>();
        for (ProcessView view : views) {
            list.add(pm2(view));
        }
        return pretty ? JsonWriter.pretty(list) : JsonWriter.write(list);
    }

    private static JsonObject pm2(ProcessView view) {
        return new JsonObject()
                .put("pid", view.life().pid())
                .put("name", view.identity().name())
                .put("pm2_env", environment(view))
                .put("pm_id", view.identity().id())
                .put(
                        "monit",
                        new JsonObject()
                                .put("memory", view.usage().memoryBytes())
                                .put("cpu", view.usage().cpu()));
    }

    private static JsonObject environment(ProcessView view) {
        JsonObject details = view.details();
        JsonObject settings = details.object("settings");
        JsonObject o = new JsonObject();
        Map<String, String> variables = details.textMap("environment");
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            o.put(variable.getKey(), variable.getValue());
        }
        o.put("env", JsonObject.ofTexts(variables))
                .put("name", view.identity().name())
                .put("namespace", view.identity().namespace())
                .put("status", view.life().status())
                .put("restart_time", view.life().restarts())
                .put("unstable_restarts", details.number("unstableRestarts", 0))
                .put("pm_id", view.identity().id())
                .put("pm_uptime", view.life().startedAt())
                .put("created_at", details.number("createdAt", 0))
                .put("exec_mode", view.labels().mode() + "_mode")
                .put(
                        "instances",
                        settings.get("instances") == null ? (Object) 1L : settings.get("instances"))
                .put("exec_interpreter", settings.text("interpreter", "none"))
                .put("node_args", texts(settings, "interpreter_args"))
                .put("args", texts(settings, "args"))
                .put("pm_exec_path", settings.text("script"))
                .put("pm_cwd", details.text("folder"))
                .put("pm_out_log_path", details.text("outFile"))
                .put("pm_err_log_path", details.text("errorFile"))
                .put("pm_log_path", details.textOrNull("logFile"))
                .put("pm_pid_path", details.text("pidFile"))
                .put("watch", view.labels().watching())
                .put("autorestart", !Boolean.FALSE.equals(settings.get("autorestart")))
                .put("merge_logs", settings.flag("merge_logs"))
                .put("max_memory_restart", settings.get("max_memory_restart"))
                .put("cron_restart", settings.get("cron_restart"))
                .put("kill_timeout", settings.number("kill_timeout", 1_600))
                .put("wait_ready", settings.flag("wait_ready"))
                .put("exit_code", details.get("exitCode"))
                .put("username", view.labels().user())
                .put("version", view.labels().version())
                .put("NODE_APP_INSTANCE", view.identity().instance())
                .put("axm_monitor", new JsonObject())
                .put("axm_actions", List.of())
                .put("axm_options", new JsonObject());
        return o;
    }

    private static List<String> texts(JsonObject settings, String key) {
        return settings.has(key) ? settings.texts(key) : List.of();
    }
}
