package kr.bongsu.supervisor.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kr.bongsu.supervisor.app.Spelling;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Request;

/// `list`: the table of all processes.
final class ListCommand {
    private static final Set<Option> OPTIONS = EnumSet.of(Option.MINI, Option.SORT);
    private static final List<String> FIELDS =
            List.of(
                    "id",
                    "name",
                    "namespace",
                    "pid",
                    "uptime",
                    "restarts",
                    "status",
                    "cpu",
                    "memory");

    private final DaemonLink daemon;
    private final Console console;

    ListCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(List<String> given) {
        Arguments arguments = Main.parse(console, given, OPTIONS);
        arguments.atMost(0, "list");
        List<ProcessView> views =
                daemon.ask(new Request.Processes(List.of(), false, false)).processes();
        console.print(
                draw(
                        sorted(views, arguments.value(Option.SORT, "")),
                        arguments.has(Option.MINI),
                        console.coloured()));
        return 0;
    }

    /// Shows how things are after an action.
    static void show(DaemonLink daemon, Console console) {
        if (!console.isSilent()) {
            List<ProcessView> views =
                    daemon.ask(new Request.Processes(List.of(), false, false)).processes();
            console.print(draw(views, false, console.coloured()));
        }
    }

    static String draw(List<ProcessView> views, boolean mini, boolean coloured) {
        long now = System.currentTimeMillis();
        Table table =
                mini
                        ? new Table("id", "name", "mode", "↺", "status", "cpu", "memory")
                        : new Table(
                                "id",
                                "name",
                                "namespace",
                                "version",
                                "mode",
                                "pid",
                                "uptime",
                                "↺",
                                "status",
                                "cpu",
                                "mem",
                                "user",
                                "watching");
        for (ProcessView view : views) {
            ProcessView.Identity who = view.identity();
            ProcessView.Life life = view.life();
            String colour = colour(life.status());
            String cpu = view.usage().cpu() + "%";
            String memory = Amounts.memory(view.usage().memoryBytes());
            String id = Integer.toString(who.id());
            String restarts = Integer.toString(life.restarts());
            if (mini) {
                table.row(
                        new String[] {
                            id,
                            who.name(),
                            view.labels().mode(),
                            restarts,
                            life.status(),
                            cpu,
                            memory
                        },
                        new String[] {"1;36", "", "", "", colour, "", ""});
            } else {
                table.row(
                        new String[] {
                            id,
                            who.name(),
                            who.namespace(),
                            view.labels().version(),
                            view.labels().mode(),
                            life.pid() == 0 ? "-" : Integer.toString(life.pid()),
                            life.startedAt() == 0 ? "0" : Amounts.uptime(now - life.startedAt()),
                            restarts,
                            life.status(),
                            cpu,
                            memory,
                            view.labels().user(),
                            view.labels().watching() ? "enabled" : "disabled"
                        },
                        new String[] {
                            "1;36", "", "", "", "", "", "", "", colour, "", "", "1", "90"
                        });
            }
        }
        return table.draw(coloured);
    }

    private static String colour(String status) {
        return switch (status) {
            case "online" -> "1;32";
            case "launching", "stopping", "waiting restart" -> "33";
            default -> "1;31";
        };
    }

    private static List<ProcessView> sorted(List<ProcessView> views, String sort) {
        if (sort.isEmpty()) {
            return views;
        }
        int colon = sort.indexOf(':');
        String field = colon < 0 ? sort : sort.substring(0, colon);
        boolean down = colon >= 0 && sort.substring(colon + 1).equals("desc");
        if (!FIELDS.contains(field)) {
            throw new UsageException(
                    "--sort does not know \""
                            + field
                            + "\""
                            + Spelling.hint(field, FIELDS)
                            + "; it knows "
                            + String.join(", ", FIELDS));
        }
        List<ProcessView> copy = new ArrayList<>(views);
        copy.sort((a, b) -> (down ? -1 : 1) * compare(field, a, b));
        return copy;
    }

    private static int compare(String field, ProcessView a, ProcessView b) {
        return switch (field) {
            case "name" -> a.identity().name().compareTo(b.identity().name());
            case "namespace" -> a.identity().namespace().compareTo(b.identity().namespace());
            case "pid" -> Integer.compare(a.life().pid(), b.life().pid());
            case "uptime" -> Long.compare(b.life().startedAt(), a.life().startedAt());
            case "restarts" -> Integer.compare(a.life().restarts(), b.life().restarts());
            case "status" -> a.life().status().compareTo(b.life().status());
            case "cpu" -> Double.compare(a.usage().cpu(), b.usage().cpu());
            case "memory" -> Long.compare(a.usage().memoryBytes(), b.usage().memoryBytes());
            default -> Integer.compare(a.identity().id(), b.identity().id());
        };
    }
}
