package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import kr.bongsu.supervisor.control.Client;
import kr.bongsu.supervisor.control.Event;
import kr.bongsu.supervisor.control.Request;

/// `events`: what happens to processes, as it happens.
final class EventsCommand {
    private final DaemonLink daemon;
    private final Console console;

    EventsCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(List<String> given) {
        Arguments arguments = Main.parse(console, given, EnumSet.of(Option.JSON, Option.LOGS));
        arguments.atMost(0, "events");
        try (Client client = daemon.open()) {
            client.subscribe(new Request.Events(arguments.has(Option.LOGS)));
            for (Event event = client.nextEvent(); event != null; event = client.nextEvent()) {
                console.printLine(
                        arguments.has(Option.JSON) ? event.toJson().toString() : words(event));
            }
        } catch (IOException e) {
            throw new CommandException("the daemon went away: " + e.getMessage());
        }
        console.note("the daemon has ended");
        return 0;
    }

    private static String words(Event event) {
        StringBuilder line =
                new StringBuilder()
                        .append(Instant.ofEpochMilli(event.at()))
                        .append(' ')
                        .append(event.kind());
        for (Map.Entry<String, Object> about : event.about().members().entrySet()) {
            line.append(' ').append(about.getKey()).append('=').append(about.getValue());
        }
        return line.toString();
    }
}
