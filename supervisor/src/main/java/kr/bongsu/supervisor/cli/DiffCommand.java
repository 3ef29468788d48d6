package kr.bongsu.supervisor.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonObject;

/// `diff`: what starting a file would change about what runs. Answers 0 when nothing, 1 when
/// something would change.
final class DiffCommand {
    private final DaemonLink daemon;
    private final Console console;

    DiffCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(List<String> given) {
        Arguments arguments = Main.parse(console, given, EnumSet.of(Option.ONLY));
        arguments.atMost(1, "diff");
        if (arguments.words().isEmpty()) {
            throw new UsageException("\"diff\" needs a file");
        }
        Map<String, JsonObject> running = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ProcessView view :
                daemon.ask(new Request.Processes(List.of(), true, true)).processes()) {
            running.putIfAbsent(view.identity().name(), view.details().object("settings"));
            counts.merge(view.identity().name(), 1, Integer::sum);
        }
        StringBuilder out = new StringBuilder();
        for (Settings app :
                EcosystemFile.only(
                        EcosystemFile.load(arguments.words().getFirst(), console).apps(),
                        arguments.value(Option.ONLY, ""))) {
            String name = EcosystemFile.nameOf(app);
            JsonObject now = running.get(name);
            int wanted =
                    AppSpec.of(app)
                            .identity()
                            .instances()
                            .count(Runtime.getRuntime().availableProcessors());
            if (now == null) {
                out.append("+ ")
                        .append(name)
                        .append(": new, ")
                        .append(wanted)
                        .append(wanted == 1 ? " process\n" : " processes\n");
            } else {
                if (counts.getOrDefault(name, 0) != wanted) {
                    out.append("~ ")
                            .append(name)
                            .append(": processes ")
                            .append(counts.get(name))
                            .append(" -> ")
                            .append(wanted)
                            .append('\n');
                }
                changes(out, name, now, app.toJson());
            }
        }
        console.print(out.toString());
        return out.isEmpty() ? 0 : 1;
    }

    private static void changes(StringBuilder out, String name, JsonObject now, JsonObject then) {
        TreeSet<String> keys = new TreeSet<>(now.members().keySet());
        keys.addAll(then.members().keySet());
        for (String key : keys) {
            String before = String.valueOf(now.get(key));
            String after = String.valueOf(then.get(key));
            if (!before.equals(after)) {
                boolean secret = key.startsWith("env");
                out.append("~ ").append(name).append(": ").append(key).append(' ');
                out.append(
                                secret
                                        ? "changes in " + variables(now, then, key)
                                        : before + " -> " + after)
                        .append('\n');
            }
        }
    }

    /// The names of variables that differ; their values may be secret.
    private static String variables(JsonObject now, JsonObject then, String key) {
        Map<String, String> before = now.textMap(key);
        Map<String, String> after = then.textMap(key);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(
                name -> String.valueOf(before.get(name)).equals(String.valueOf(after.get(name))));
        return String.join(", ", names);
    }
}
