package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonReader;
import kr.bongsu.supervisor.json.JsonWriter;

/// `save`, `resurrect`, `cleardump`, and the small store behind `set`, `get` and `unset`.
final class StoreCommand {
    private final DaemonLink daemon;
    private final Console console;

    StoreCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int save(List<String> given) {
        Arguments arguments = Main.parse(console, given, EnumSet.of(Option.FORCE));
        arguments.atMost(0, "save");
        int count = daemon.ask(new Request.Save(arguments.has(Option.FORCE))).processes().size();
        console.note(count + " processes saved in " + daemon.home().dump());
        return 0;
    }

    int resurrect(List<String> given) {
        Main.parse(console, given, Set.of()).atMost(0, "resurrect");
        if (!Files.exists(daemon.home().dump())) {
            throw new CommandException(
                    "nothing was ever saved: "
                            + daemon.home().dump()
                            + " does not exist; \"save\" writes it");
        }
        List<String> problems = daemon.ask(new Request.Resurrect()).problems();
        ListCommand.show(daemon, console);
        return Main.report(console, problems);
    }

    int clearDump(List<String> given) {
        Main.parse(console, given, Set.of()).atMost(0, "cleardump");
        try {
            Files.deleteIfExists(daemon.home().dump());
            Files.deleteIfExists(daemon.home().dump().resolveSibling("dump.json.bak"));
        } catch (IOException e) {
            throw new CommandException(
                    daemon.home().dump() + " cannot be removed: " + e.getMessage());
        }
        console.note("the saved list is gone");
        return 0;
    }

    int set(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        arguments.atMost(2, "set");
        if (arguments.words().size() != 2) {
            throw new UsageException("\"set\" needs a key and a value");
        }
        JsonObject values = read(daemon.home());
        values.put(arguments.words().get(0), arguments.words().get(1));
        write(daemon.home(), values);
        return 0;
    }

    int get(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        arguments.atMost(1, "get");
        JsonObject values = read(daemon.home());
        if (arguments.words().isEmpty()) {
            for (Map.Entry<String, Object> value : values.members().entrySet()) {
                console.printLine(value.getKey() + "=" + value.getValue());
            }
            return 0;
        }
        String key = arguments.words().getFirst();
        if (!values.has(key)) {
            throw new CommandException("\"" + key + "\" is not set");
        }
        console.printLine(values.text(key));
        return 0;
    }

    int unset(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        arguments.atMost(1, "unset");
        String key = arguments.targets("unset").getFirst();
        JsonObject values = read(daemon.home());
        if (!values.has(key)) {
            throw new CommandException("\"" + key + "\" is not set");
        }
        write(daemon.home(), values.remove(key));
        return 0;
    }

    private static JsonObject read(Home home) {
        try {
            return Files.exists(home.configuration())
                    ? JsonReader.object(Files.readString(home.configuration()))
                    : new JsonObject();
        } catch (IOException e) {
            throw new CommandException(home.configuration() + " cannot be read: " + e.getMessage());
        }
    }

    private static void write(Home home, JsonObject values) {
        try {
            home.create();
            Path file = home.configuration();
            if (!Files.exists(file)) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, JsonWriter.pretty(values) + "\n");
        } catch (IOException e) {
            throw new CommandException(
                    home.configuration() + " cannot be written: " + e.getMessage());
        }
    }
}
