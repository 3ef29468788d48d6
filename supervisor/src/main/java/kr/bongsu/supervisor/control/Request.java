package kr.bongsu.supervisor.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.json.JsonObject;

/// What a client may ask of the daemon.
///
/// Targets are ids, names, namespaces, `/regular expressions/` or `all`.
public sealed interface Request {
    /// Changes when a line of an older client would be misunderstood.
    int VERSION = 1;

    JsonObject toJson();

    record Ping() implements Request {
        @Override
        public JsonObject toJson() {
            return named("ping");
        }
    }

    /// Every process, or those of the targets; `details` adds settings and environment, `secrets`
    /// leaves them unmasked.
    record Processes(List<String> targets, boolean details, boolean secrets) implements Request {
        @Override
        public JsonObject toJson() {
            return named("list")
                    .put("targets", targets)
                    .put("details", details)
                    .put("secrets", secrets);
        }
    }

    /// Starts applications; one whose name exists is changed to these settings and restarted.
    ///
    /// @param addition whether an existing name is an error, or with `force` a further process
    record Start(List<Settings> apps, Shell shell, boolean addition, boolean force, int parallel)
            implements Request {
        @Override
        public JsonObject toJson() {
            List<JsonObject> list = new ArrayList<>();
            for (Settings app : apps) {
                list.add(app.toJson());
            }
            return shell.into(named("start"))
                    .put("apps", list)
                    .put("addition", addition)
                    .put("force", force)
                    .put("parallel", parallel);
        }
    }

    /// The environment of the command's shell, and what of it is wanted.
    ///
    /// @param update whether processes that exist already get it too
    record Shell(Map<String, String> variables, Optional<String> profile, boolean update) {
        public static Shell none() {
            return new Shell(Map.of(), Optional.empty(), false);
        }

        JsonObject into(JsonObject object) {
            return object.put("env", JsonObject.ofTexts(variables))
                    .put("profile", profile.orElse(null))
                    .put("updateEnv", update);
        }

        static Shell of(JsonObject object) {
            return new Shell(
                    object.textMap("env"),
                    Optional.ofNullable(object.textOrNull("profile")),
                    object.flag("updateEnv"));
        }
    }

    /// Does one thing to every process of the targets.
    record Act(Verb verb, List<String> targets) implements Request {
        @Override
        public JsonObject toJson() {
            return named("act").put("verb", verb.word()).put("targets", targets);
        }
    }

    enum Verb {
        STOP,
        DELETE,
        RESET,
        FLUSH;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Ends and starts again, with changed settings when some are given.
    record Restart(List<String> targets, Settings changes, Shell shell, int parallel)
            implements Request {
        @Override
        public JsonObject toJson() {
            return shell.into(named("restart"))
                    .put("targets", targets)
                    .put("changes", changes.toJson())
                    .put("parallel", parallel);
        }
    }

    /// Replaces processes by new ones that serve before the old ones end.
    ///
    /// @param apps applications to bring to these settings; when empty, the targets with changes
    /// @param parallel how many start at a time
    /// @param dryRun whether only to tell what would be done
    record Reload(List<Settings> apps, Aim aim, Shell shell, int parallel, boolean dryRun)
            implements Request {
        @Override
        public JsonObject toJson() {
            List<JsonObject> list = new ArrayList<>();
            apps.forEach(app -> list.add(app.toJson()));
            return shell.into(named("reload"))
                    .put("apps", list)
                    .put("targets", aim.targets())
                    .put("changes", aim.changes().toJson())
                    .put("parallel", parallel)
                    .put("dryRun", dryRun);
        }

        public Settings changes() {
            return aim.changes();
        }
    }

    /// Which processes, and what is to be different about them.
    record Aim(List<String> targets, Settings changes) {
        public static Aim nothing() {
            return new Aim(List.of(), Settings.none());
        }
    }

    /// What applications were started and reloaded as; all of them when no target is given.
    record History(List<String> targets) implements Request {
        @Override
        public JsonObject toJson() {
            return named("history").put("targets", targets);
        }
    }

    /// Reloads an application as an earlier generation of it.
    ///
    /// @param to its number in the history; empty for the last that differs
    /// @param dryRun only says what would be done
    record Rollback(String name, Optional<Integer> to, int parallel, boolean dryRun)
            implements Request {
        @Override
        public JsonObject toJson() {
            return named("rollback")
                    .put("name", name)
                    .put("to", to.orElse(null))
                    .put("parallel", parallel)
                    .put("dryRun", dryRun);
        }
    }

    /// Sends a JSON value to each process, which Node gives to `process.on('message')`.
    record Message(List<String> targets, String json) implements Request {
        @Override
        public JsonObject toJson() {
            return named("message").put("targets", targets).put("json", json);
        }
    }

    /// Has the daemon become another program in place.
    ///
    /// @param words what starts that program
    record Update(List<String> words) implements Request {
        @Override
        public JsonObject toJson() {
            return named("update").put("words", words);
        }
    }

    record SendSignal(List<String> targets, String signal) implements Request {
        @Override
        public JsonObject toJson() {
            return named("signal").put("targets", targets).put("signal", signal);
        }
    }

    /// Changes how many processes an application has: `4`, `+1` or `-1`.
    record Scale(String name, String count) implements Request {
        @Override
        public JsonObject toJson() {
            return named("scale").put("name", name).put("count", count);
        }
    }

    /// Writes text to a process's standard input.
    record Send(String target, String text) implements Request {
        @Override
        public JsonObject toJson() {
            return named("send").put("target", target).put("text", text);
        }
    }

    record ReopenLogs() implements Request {
        @Override
        public JsonObject toJson() {
            return named("reopenLogs");
        }
    }

    record Save(boolean force) implements Request {
        @Override
        public JsonObject toJson() {
            return named("save").put("force", force);
        }
    }

    record Resurrect() implements Request {
        @Override
        public JsonObject toJson() {
            return named("resurrect");
        }
    }

    /// Stops every process and then the daemon.
    record Kill() implements Request {
        @Override
        public JsonObject toJson() {
            return named("kill");
        }
    }

    /// Turns the connection into a stream of events.
    record Events(boolean logs) implements Request {
        @Override
        public JsonObject toJson() {
            return named("events").put("logs", logs);
        }
    }

    private static JsonObject named(String what) {
        return new JsonObject().put("v", VERSION).put("do", what);
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws IllegalArgumentException when this daemon does not understand it, with a sentence
    ///   for a person
    static Request of(JsonObject o) {
        return RequestReader.read(o);
    }
}
