package kr.bongsu.supervisor.cli;

import java.util.ArrayList;
import java.util.List;
import kr.bongsu.supervisor.app.Spelling;

/// What the commands are and what each is for.
final class Help {
    private record Topic(String name, String aliases, String usage, String purpose) {}

    private static final List<Topic> TOPICS =
            List.of(
                    new Topic(
                            "start",
                            "",
                            "start [script | \"shell line\" | file | name | id | all | -] [options] [-- args]",
                            "starts a program or the applications of a file; one that exists is started again"),
                    new Topic(
                            "stop",
                            "",
                            "stop <id | name | namespace | /pattern/ | file | all>...",
                            "ends processes and keeps their entries"),
                    new Topic(
                            "restart",
                            "",
                            "restart <target>... [options]",
                            "ends and starts again, with changed options when given"),
                    new Topic(
                            "delete",
                            "del",
                            "delete <target>...",
                            "ends processes and forgets them"),
                    new Topic(
                            "list",
                            "ls, l, ps, status",
                            "list [-m] [--sort field[:desc]]",
                            "shows every process"),
                    new Topic(
                            "monit",
                            "dashboard, dash",
                            "monit",
                            "shows processes and their logs full-screen; keys restart, reload and stop"),
                    new Topic(
                            "reload",
                            "",
                            "reload <target | file>... [--dry-run] [--hold time] [--batch n] [--parallel n] [options]",
                            "new processes take over from old ones; a version that fails changes nothing"),
                    new Topic(
                            "history",
                            "",
                            "history [target]...",
                            "shows what applications were started and reloaded as; * is what runs"),
                    new Topic(
                            "rollback",
                            "",
                            "rollback <name> [--to number] [--dry-run] [--parallel n]",
                            "reloads an application as what it was before, or as a number of its history"),
                    new Topic(
                            "startOrRestart",
                            "startOrReload",
                            "startOrRestart <file>",
                            "the same as start with a file"),
                    new Topic(
                            "jlist",
                            "",
                            "jlist [--secrets]",
                            "prints every process as JSON with PM2's field names"),
                    new Topic(
                            "prettylist",
                            "",
                            "prettylist [--secrets]",
                            "prints the same, indented"),
                    new Topic(
                            "describe",
                            "desc, show, info",
                            "describe <target>... [--secrets]",
                            "tells everything about processes"),
                    new Topic(
                            "env",
                            "",
                            "env <target> [--secrets]",
                            "prints a process's environment"),
                    new Topic("pid", "", "pid [target]...", "prints pids"),
                    new Topic("id", "", "id <target>...", "prints ids"),
                    new Topic(
                            "logs",
                            "log",
                            "logs [target]... [--lines n] [--err | --out] [--raw | --json] [--timestamp format] [--highlight word]"
                                    + " [--nostream]",
                            "shows the last lines of logs and follows them"),
                    new Topic(
                            "events",
                            "",
                            "events [--json] [--logs]",
                            "tells what happens to processes as it happens"),
                    new Topic(
                            "scale",
                            "",
                            "scale <name> <n | +n | -n>",
                            "changes how many processes an application has"),
                    new Topic(
                            "sendSignal",
                            "",
                            "sendSignal <signal> <target>...",
                            "sends a signal to main processes"),
                    new Topic(
                            "send",
                            "",
                            "send <target> <line>",
                            "writes a line to a process's standard input"),
                    new Topic(
                            "message",
                            "",
                            "message <target> <JSON | text>",
                            "sends a message to Node programs: process.on('message')"),
                    new Topic(
                            "update",
                            "updatePM2",
                            "update",
                            "has the daemon become this version of it; every process goes on"),
                    new Topic("attach", "", "attach <id>", "joins this terminal to a process"),
                    new Topic(
                            "save", "dump", "save [--force]", "remembers what runs, for resurrect"),
                    new Topic(
                            "resurrect",
                            "",
                            "resurrect",
                            "starts what was saved and does not exist"),
                    new Topic("cleardump", "", "cleardump", "forgets what was saved"),
                    new Topic(
                            "startup",
                            "",
                            "startup [systemd] [-u user] [--hp home] [--service-name name]",
                            "has the machine's start bring back what was saved"),
                    new Topic(
                            "unstartup",
                            "",
                            "unstartup [systemd] [-u user] [--service-name name]",
                            "undoes startup"),
                    new Topic(
                            "metrics",
                            "",
                            "metrics",
                            "prints every process's figures for Prometheus"),
                    new Topic(
                            "diff",
                            "",
                            "diff <file> [--only names]",
                            "tells what starting a file would change; exits 1 when something"),
                    new Topic(
                            "runtime",
                            "",
                            "runtime [file | script] [--env name] [--only names] [--raw]",
                            "runs applications in the foreground, for containers"),
                    new Topic(
                            "serve",
                            "expose",
                            "serve [folder] [port] [--name n] [--host address] [--spa] [--basic-auth-username u]"
                                    + " [--basic-auth-password p]",
                            "serves a folder over HTTP as an application"),
                    new Topic(
                            "reloadLogs",
                            "",
                            "reloadLogs",
                            "opens log files anew, after something moved them"),
                    new Topic(
                            "ecosystem",
                            "init",
                            "ecosystem [simple] [--force]",
                            "writes a sample file of applications"),
                    new Topic("set", "", "set <key> <value>", "keeps a value"),
                    new Topic("get", "", "get [key]", "prints a kept value, or all"),
                    new Topic("unset", "", "unset <key>", "forgets a kept value"),
                    new Topic(
                            "report",
                            "",
                            "report",
                            "prints what a report of a fault should contain"),
                    new Topic(
                            "completion",
                            "",
                            "completion [bash | zsh | fish]",
                            "prints a script that completes commands and names"),
                    new Topic("flush", "", "flush [target]...", "empties log files"),
                    new Topic("reset", "", "reset <target>...", "sets restart counters to zero"),
                    new Topic(
                            "ping",
                            "",
                            "ping",
                            "tells whether the daemon answers, starting it when need be"),
                    new Topic("kill", "", "kill", "ends every process and the daemon"));

    private Help() {}

    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Topic topic : TOPICS) {
            names.add(topic.name);
        }
        return names;
    }

    static boolean knows(String command) {
        return topic(command) != null;
    }

    private static @org.jspecify.annotations.Nullable Topic topic(String command) {
        for (Topic topic : TOPICS) {
            if (topic.name.equals(command)
                    || List.of(topic.aliases.split(", ", -1)).contains(command)) {
                return topic;
            }
        }
        return null;
    }

    static String hint(String command) {
        List<String> names = new ArrayList<>();
        for (Topic topic : TOPICS) {
            names.add(topic.name);
            names.addAll(List.of(topic.aliases.split(", ", -1)));
        }
        return Spelling.hint(command, names);
    }

    static String all() {
        StringBuilder out = new StringBuilder("usage: bongsu <command> [options]\n\n");
        for (Topic topic : TOPICS) {
            out.append("  ").append(topic.name).repeat(' ', Math.max(1, 16 - topic.name.length()));
            out.append(topic.purpose).append('\n');
        }
        return out.append(
                        "\nbongsu <command> --help says more about one. Options of every command:")
                .append(" -s/--silent, --no-color.\n")
                .toString();
    }

    static String of(String command) {
        Topic topic = topic(command);
        if (topic == null) {
            return all();
        }
        StringBuilder out = new StringBuilder("usage: bongsu ").append(topic.usage).append("\n\n");
        out.append(topic.purpose).append(".\n");
        if (!topic.aliases.isEmpty()) {
            out.append("also: ").append(topic.aliases).append('\n');
        }
        if (topic.name.equals("start") || topic.name.equals("restart")) {
            out.append("\noptions:\n");
            for (Option option : Option.values()) {
                if (StartCommand.options().contains(option)) {
                    out.append("  ").append(option.word());
                    out.append(option.letter().isEmpty() ? "" : ", " + option.letter());
                    out.append(option.takesValue() ? " <value>\n" : "\n");
                }
            }
        }
        return out.toString();
    }
}
