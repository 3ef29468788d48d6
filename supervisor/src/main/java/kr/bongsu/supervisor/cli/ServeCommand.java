package kr.bongsu.supervisor.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonObject;

/// `serve`: a folder over HTTP, as an application like any other.
final class ServeCommand {
    private final DaemonLink daemon;
    private final Console console;

    ServeCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(List<String> given) {
        Arguments arguments =
                Main.parse(
                        console,
                        given,
                        EnumSet.of(
                                Option.NAME,
                                Option.SPA,
                                Option.BASIC_USER,
                                Option.BASIC_PASSWORD,
                                Option.HOST,
                                Option.FORCE));
        arguments.atMost(2, "serve");
        Path folder =
                Path.of(arguments.words().isEmpty() ? "" : arguments.words().getFirst())
                        .toAbsolutePath()
                        .normalize();
        if (!Files.isDirectory(folder)) {
            throw new CommandException("the folder " + folder + " does not exist");
        }
        String port = arguments.words().size() > 1 ? arguments.words().get(1) : "8080";
        if (!port.matches("\\d{1,5}")) {
            throw new UsageException("\"" + port + "\" is not a port");
        }
        // A password has no place among arguments, which every user of the machine can read.
        Map<String, String> variables = new TreeMap<>();
        variables.put(StaticFiles.FOLDER, folder.toString());
        variables.put(StaticFiles.ADDRESS, arguments.value(Option.HOST, "127.0.0.1") + ":" + port);
        variables.put(StaticFiles.SPA, Boolean.toString(arguments.has(Option.SPA)));
        variables.put(StaticFiles.USER, arguments.value(Option.BASIC_USER, ""));
        variables.put(StaticFiles.PASSWORD, arguments.value(Option.BASIC_PASSWORD, ""));
        Settings settings =
                Settings.none()
                        .with(Attribute.NAME, "static-page-server-" + port)
                        .overriddenBy(arguments.settings())
                        .with(Attribute.SCRIPT, StaticFiles.class.getName())
                        .with(
                                Attribute.INTERPRETER,
                                Path.of(System.getProperty("java.home"), "bin", "java").toString())
                        .with(
                                Attribute.INTERPRETER_ARGS,
                                List.of(
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Xmx64m",
                                        "-cp",
                                        JavaFlags.absoluteClassPath()))
                        .with(Attribute.CWD, folder.toString())
                        .with(Attribute.KILL_SIGNAL, "SIGTERM")
                        .with(Attribute.ENV, JsonObject.ofTexts(variables));
        Request.Shell shell =
                new Request.Shell(
                        Main.shellVariables(console.environment()), Optional.empty(), false);
        List<String> problems =
                daemon.ask(
                                new Request.Start(
                                        List.of(settings),
                                        shell,
                                        true,
                                        arguments.has(Option.FORCE),
                                        1))
                        .problems();
        console.note(
                "serving " + folder + " at http://" + variables.get(StaticFiles.ADDRESS) + "/");
        ListCommand.show(daemon, console);
        return Main.report(console, problems);
    }
}
