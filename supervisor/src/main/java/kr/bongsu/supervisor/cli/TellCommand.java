package kr.bongsu.supervisor.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import kr.bongsu.supervisor.control.Client;
import kr.bongsu.supervisor.control.Event;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonException;
import kr.bongsu.supervisor.json.JsonReader;
import kr.bongsu.supervisor.json.JsonWriter;

/// `sendSignal`, `send`, `attach`, `scale` and `reloadLogs`: short words with processes.
final class TellCommand {
    private final DaemonLink daemon;
    private final Console console;

    TellCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int signal(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        if (arguments.words().size() < 2) {
            throw new UsageException(
                    "\"sendSignal\" needs a signal and whom to send it, such as: sendSignal SIGUSR2 api");
        }
        List<String> targets = arguments.words().subList(1, arguments.words().size());
        return Main.report(
                console,
                daemon.ask(new Request.SendSignal(targets, arguments.words().getFirst()))
                        .problems());
    }

    int send(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        if (arguments.words().size() < 2) {
            throw new UsageException("\"send\" needs a process and a line");
        }
        String line = String.join(" ", arguments.words().subList(1, arguments.words().size()));
        return Main.report(
                console,
                daemon.ask(new Request.Send(arguments.words().getFirst(), line + "\n")).problems());
    }

    /// Sends JSON as it is and other words as a text.
    int message(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        if (arguments.words().size() < 2) {
            throw new UsageException(
                    "\"message\" needs a target and a JSON value or a text, such as: message api '{\"reload\": true}'");
        }
        String text = String.join(" ", arguments.words().subList(1, arguments.words().size()));
        List<String> targets = List.of(arguments.words().getFirst());
        return Main.report(
                console, daemon.ask(new Request.Message(targets, json(text))).problems());
    }

    private static String json(String text) {
        try {
            Object value = JsonReader.value(text);
            return value == null ? "null" : JsonWriter.write(value);
        } catch (JsonException e) {
            return JsonWriter.write(text);
        }
    }

    int scale(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        arguments.atMost(2, "scale");
        if (arguments.words().size() != 2) {
            throw new UsageException("\"scale\" needs a name and a number: 4, +1 or -1");
        }
        List<String> problems =
                daemon.ask(new Request.Scale(arguments.words().get(0), arguments.words().get(1)))
                        .problems();
        ListCommand.show(daemon, console);
        return Main.report(console, problems);
    }

    int reloadLogs(List<String> given) {
        Main.parse(console, given, Set.of()).atMost(0, "reloadLogs");
        daemon.ask(new Request.ReopenLogs());
        console.note("every log file is opened anew at its next line");
        return 0;
    }

    /// Joins this terminal's input and output to a process until the input ends or the process is
    /// interrupted away from.
    int attach(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        arguments.atMost(1, "attach");
        String target = arguments.targets("attach").getFirst();
        List<ProcessView> views =
                daemon.ask(new Request.Processes(List.of(target), false, false)).processes();
        if (views.size() != 1) {
            throw new CommandException(
                    "\""
                            + target
                            + "\" means "
                            + views.size()
                            + " processes; attach to one by its id");
        }
        int id = views.getFirst().identity().id();
        Thread output = new Thread(() -> follow(id), "output");
        output.setDaemon(true);
        output.start();
        console.note(
                "attached to "
                        + views.getFirst().identity().name()
                        + " (id "
                        + id
                        + "); end with Ctrl-D");
        try (BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                daemon.ask(new Request.Send(Integer.toString(id), line + "\n"));
            }
        } catch (IOException e) {
            throw new CommandException("the input cannot be read: " + e.getMessage());
        }
        return 0;
    }

    private void follow(int id) {
        try (Client client = daemon.open()) {
            client.subscribe(new Request.Events(true));
            for (Event event = client.nextEvent(); event != null; event = client.nextEvent()) {
                if (event.kind().equals("log") && event.about().integer("id") == id) {
                    console.printLine(event.about().text("line"));
                }
            }
        } catch (IOException e) {
            console.error("the output cannot be followed any more: " + e.getMessage());
        }
    }
}
