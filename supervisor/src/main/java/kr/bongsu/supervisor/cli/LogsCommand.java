package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.logs.DateFormat;
import kr.bongsu.supervisor.logs.LogTail;

/// `logs`: the last lines of log files and, unless told otherwise, those that follow.
///
/// Reads the files themselves, so nothing is missing or doubled between what was written before and
/// what comes.
final class LogsCommand {
    private static final Set<Option> OPTIONS =
            EnumSet.of(
                    Option.LINES,
                    Option.RAW,
                    Option.JSON,
                    Option.ERR,
                    Option.OUT,
                    Option.NOSTREAM,
                    Option.TIMESTAMP,
                    Option.HIGHLIGHT);
    private static final int LOOK_EVERY_MILLIS = 100;
    private static final int ASK_EVERY_ROUNDS = 20;

    private record Shown(String app, int id, String stream) {}

    private final DaemonLink daemon;
    private final Console console;
    private final Map<Path, LogTail> tails = new LinkedHashMap<>();
    private final Map<Path, Shown> labels = new LinkedHashMap<>();

    LogsCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(List<String> given) {
        Arguments arguments = Main.parse(console, given, OPTIONS);
        find(arguments, true);
        try {
            int lines = arguments.number(Option.LINES, 15);
            for (Map.Entry<Path, LogTail> tail : tails.entrySet()) {
                show(tail.getKey(), tail.getValue().last(lines), arguments);
            }
            if (!arguments.has(Option.NOSTREAM)) {
                follow(arguments);
            }
        } catch (IOException e) {
            throw new CommandException("a log file cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void follow(Arguments arguments) throws IOException, InterruptedException {
        for (int round = 1; true; round++) {
            for (Map.Entry<Path, LogTail> tail : List.copyOf(tails.entrySet())) {
                show(tail.getKey(), tail.getValue().more(), arguments);
            }
            if (round % ASK_EVERY_ROUNDS == 0) {
                find(arguments, false);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /// Looks up the files; those of processes that come later are followed from their start.
    private void find(Arguments arguments, boolean first) {
        var reply = daemon.ask(new Request.Processes(arguments.words(), true, false));
        if (first && !reply.problems().isEmpty()) {
            throw new CommandException(String.join("; ", reply.problems()));
        }
        for (ProcessView view : reply.processes()) {
            if (!arguments.has(Option.ERR)) {
                add(view, "out", view.details().text("outFile"));
            }
            if (!arguments.has(Option.OUT)) {
                add(view, "err", view.details().text("errorFile"));
            }
        }
    }

    private void add(ProcessView view, String stream, String file) {
        Path path = Path.of(file);
        if (!file.equals("/dev/null") && !tails.containsKey(path)) {
            tails.put(path, new LogTail(path));
            labels.put(path, new Shown(view.identity().name(), view.identity().id(), stream));
        }
    }

    private void show(Path path, List<String> lines, Arguments arguments) {
        Shown shown = labels.get(path);
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            out.append(dressed(shown == null ? new Shown("", 0, "") : shown, line, arguments))
                    .append('\n');
        }
        if (!out.isEmpty()) {
            console.print(out.toString());
        }
    }

    private String dressed(Shown shown, String line, Arguments arguments) {
        if (arguments.has(Option.JSON)) {
            return new JsonObject()
                    .put("message", line)
                    .put("timestamp", Instant.now().toString())
                    .put("type", shown.stream())
                    .put("process_id", shown.id())
                    .put("app_name", shown.app())
                    .toString();
        }
        List<String> parts = new ArrayList<>();
        if (arguments.has(Option.TIMESTAMP)) {
            parts.add(
                    new DateFormat(arguments.value(Option.TIMESTAMP, "YYYY-MM-DDTHH:mm:ss"))
                                    .format(Instant.now().atZone(ZoneId.systemDefault()))
                            + ":");
        }
        boolean coloured = console.coloured();
        if (!arguments.has(Option.RAW)) {
            String label = shown.id() + "|" + shown.app() + " |";
            parts.add(
                    coloured
                            ? (shown.stream().equals("err") ? "\u001b[31m" : "\u001b[32m")
                                    + label
                                    + "\u001b[0m"
                            : label);
        }
        String word = arguments.value(Option.HIGHLIGHT, "");
        parts.add(
                word.isEmpty() || !coloured
                        ? line
                        : line.replace(word, "\u001b[7m" + word + "\u001b[0m"));
        return String.join(" ", parts);
    }
}
