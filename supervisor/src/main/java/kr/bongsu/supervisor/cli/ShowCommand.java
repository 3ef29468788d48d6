package kr.bongsu.supervisor.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonObject;

/// `describe`, `env`, `pid` and `id`: what there is to know about single processes.
final class ShowCommand {
    private static final Set<Option> OPTIONS = EnumSet.of(Option.SECRETS);

    private final DaemonLink daemon;
    private final Console console;

    ShowCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    private List<ProcessView> found(List<String> targets, boolean details, boolean secrets) {
        var reply = daemon.ask(new Request.Processes(targets, details, secrets));
        if (!reply.problems().isEmpty()) {
            throw new CommandException(String.join("; ", reply.problems()));
        }
        return reply.processes();
    }

    int describe(List<String> given) {
        Arguments arguments = Main.parse(console, given, OPTIONS);
        List<ProcessView> views =
                found(arguments.targets("describe"), true, arguments.has(Option.SECRETS));
        for (ProcessView view : views) {
            console.print(description(view, console.coloured()));
        }
        return 0;
    }

    private static String description(ProcessView view, boolean coloured) {
        JsonObject details = view.details();
        Table table = new Table(view.identity().name() + " (id " + view.identity().id() + ")", "");
        row(table, "status", view.life().status());
        row(table, "why", view.life().note());
        row(table, "says", details.text("says", ""));
        row(table, "namespace", view.identity().namespace());
        row(table, "instance", Integer.toString(view.identity().instance()));
        row(table, "version", view.labels().version());
        row(table, "pid", view.life().pid() == 0 ? "" : Integer.toString(view.life().pid()));
        row(
                table,
                "uptime",
                view.life().startedAt() == 0
                        ? ""
                        : Amounts.uptime(System.currentTimeMillis() - view.life().startedAt()));
        row(
                table,
                "created",
                java.time.Instant.ofEpochMilli(details.number("createdAt")).toString());
        row(table, "restarts", Integer.toString(view.life().restarts()));
        row(table, "short lives in a row", Long.toString(details.number("unstableRestarts")));
        row(table, "last exit", details.text("lastExit", ""));
        row(table, "cpu", view.usage().cpu() + "%");
        row(table, "memory (resident, whole tree)", Amounts.memory(view.usage().memoryBytes()));
        if (details.has("proportionalBytes")) {
            row(
                    table,
                    "memory (proportional, main process)",
                    Amounts.memory(details.number("proportionalBytes")));
        }
        row(table, "open files", Integer.toString(view.usage().openFiles()));
        row(table, "folder", details.text("folder"));
        row(table, "output log", details.text("outFile"));
        row(table, "error log", details.text("errorFile"));
        row(table, "merged log", details.text("logFile", ""));
        row(table, "pid file", details.text("pidFile"));
        for (Map.Entry<String, Object> setting : details.object("settings").members().entrySet()) {
            row(table, "set: " + setting.getKey(), setting.getValue().toString());
        }
        return table.draw(coloured);
    }

    private static void row(Table table, String what, String value) {
        if (!value.isEmpty()) {
            table.row(new String[] {what, value}, new String[] {"1", ""});
        }
    }

    int env(List<String> given) {
        Arguments arguments = Main.parse(console, given, OPTIONS);
        List<String> targets = arguments.targets("env");
        arguments.atMost(1, "env");
        ProcessView view = found(targets, true, arguments.has(Option.SECRETS)).getFirst();
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, String> variable :
                view.details().textMap("environment").entrySet()) {
            out.append(variable.getKey()).append('=').append(variable.getValue()).append('\n');
        }
        console.print(out.toString());
        return 0;
    }

    int pid(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        List<String> targets = arguments.words().isEmpty() ? List.of("all") : arguments.words();
        StringBuilder out = new StringBuilder();
        for (ProcessView view : found(targets, false, false)) {
            if (view.life().pid() != 0) {
                out.append(view.life().pid()).append('\n');
            }
        }
        console.print(out.toString());
        return 0;
    }

    int id(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        List<Integer> ids = new ArrayList<>();
        for (ProcessView view : found(arguments.targets("id"), false, false)) {
            ids.add(view.identity().id());
        }
        console.printLine(ids.toString());
        return 0;
    }
}
