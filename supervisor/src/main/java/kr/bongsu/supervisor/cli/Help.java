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
                    new Topic("flush", "", "flush [target]...", "empties log files"),
                    new Topic("reset", "", "reset <target>...", "sets restart counters to zero"),
                    new Topic(
                            "ping",
                            "",
                            "ping",
                            "tells whether the daemon answers, starting it when need be"),
                    new Topic("kill", "", "kill", "ends every process and the daemon"));

    private Help() {}

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
