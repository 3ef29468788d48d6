package kr.bongsu.supervisor.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.control.Metrics;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;

/// The process manager's command line.
public final class Main {
    private final Console console;
    private final DaemonLink daemon;

    private Main(Map<String, String> environment) {
        console = new Console(environment);
        daemon = new DaemonLink(Home.of(environment), console);
    }

    public static void main(String[] args) {
        JavaFlags.hurry();
        int code = new Main(System.getenv()).run(args);
        if (System.getProperty(JavaFlags.TRAIN_PROPERTY) != null) {
            Rehearsal.run();
            System.exit(code);
        }
        // Nothing here needs the JVM's shutdown work, which costs milliseconds.
        Runtime.getRuntime().halt(code);
    }

    private int run(String[] args) {
        if (args.length == 0) {
            console.print(Help.all());
            return 0;
        }
        List<String> given = List.of(args).subList(1, args.length);
        try {
            return command(args[0], given);
        } catch (UsageException e) {
            console.error(
                    e.getMessage()
                            + "\n  see: bongsu "
                            + (Help.knows(args[0]) ? args[0] + " " : "")
                            + "--help");
            return 2;
        } catch (CommandException e) {
            console.error(String.valueOf(e.getMessage()));
            return 1;
        } catch (HelpWanted e) {
            console.print(Help.of(args[0]));
            return 0;
        }
    }

    private int command(String command, List<String> given) {
        return switch (command) {
            case "list", "ls", "l", "ps", "status" -> new ListCommand(daemon, console).run(given);
            case "start" -> new StartCommand(daemon, console, "start").run(given);
            case "restart" -> new StartCommand(daemon, console, "restart").run(given);
            case "stop" -> new ActCommand(daemon, console).run("stop", Request.Verb.STOP, given);
            case "delete", "del" ->
                    new ActCommand(daemon, console).run("delete", Request.Verb.DELETE, given);
            case "reset" -> new ActCommand(daemon, console).run("reset", Request.Verb.RESET, given);
            case "flush" -> new ActCommand(daemon, console).run("flush", Request.Verb.FLUSH, given);
            case "reload", "gracefulReload" -> new ReloadCommand(daemon, console).run(given);
            case "history" -> new HistoryCommand(daemon, console).history(given);
            case "rollback" -> new HistoryCommand(daemon, console).rollback(given);
            case "startOrRestart", "startOrReload", "startOrGracefulReload" ->
                    new StartCommand(daemon, console, "start").run(given);
            case "jlist" -> new JlistCommand(daemon, console).run(given, false);
            case "prettylist" -> new JlistCommand(daemon, console).run(given, true);
            case "describe", "desc", "show", "info" ->
                    new ShowCommand(daemon, console).describe(given);
            case "env" -> new ShowCommand(daemon, console).env(given);
            case "pid" -> new ShowCommand(daemon, console).pid(given);
            case "id" -> new ShowCommand(daemon, console).id(given);
            case "logs", "log" -> new LogsCommand(daemon, console).run(given);
            case "reloadLogs" -> new TellCommand(daemon, console).reloadLogs(given);
            case "scale" -> new TellCommand(daemon, console).scale(given);
            case "sendSignal" -> new TellCommand(daemon, console).signal(given);
            case "send" -> new TellCommand(daemon, console).send(given);
            case "message" -> new TellCommand(daemon, console).message(given);
            case "update", "updatePM2" -> new UpdateCommand(daemon, console).run(given);
            case "attach" -> new TellCommand(daemon, console).attach(given);
            case "events" -> new EventsCommand(daemon, console).run(given);
            case "save", "dump" -> new StoreCommand(daemon, console).save(given);
            case "resurrect" -> new StoreCommand(daemon, console).resurrect(given);
            case "cleardump" -> new StoreCommand(daemon, console).clearDump(given);
            case "set" -> new StoreCommand(daemon, console).set(given);
            case "get" -> new StoreCommand(daemon, console).get(given);
            case "unset" -> new StoreCommand(daemon, console).unset(given);
            case "startup" -> new StartupCommand(daemon, console).startup(given);
            case "unstartup" -> new StartupCommand(daemon, console).unstartup(given);
            case "ecosystem", "init" -> new MiscCommand(daemon, console).ecosystem(given);
            case "report" -> new MiscCommand(daemon, console).report(given);
            case "completion" -> new MiscCommand(daemon, console).completion(given);
            case "names" -> new MiscCommand(daemon, console).names(given);
            case "runtime" -> new RuntimeCommand(daemon.home(), console).run(given);
            case "diff" -> new DiffCommand(daemon, console).run(given);
            case "monit", "dashboard", "dash" -> new MonitCommand(daemon, console).run(given);
            case "serve", "expose" -> new ServeCommand(daemon, console).run(given);
            case "metrics" -> metrics(given);
            case "ping" -> ping(given);
            case "kill" -> kill(given);
            case "help", "--help", "-h" -> {
                console.print(Help.all());
                yield 0;
            }
            default ->
                    throw new UsageException(
                            "unknown command \"" + command + "\"" + Help.hint(command));
        };
    }

    private int metrics(List<String> given) {
        parse(console, given, Set.of()).atMost(0, "metrics");
        console.print(
                Metrics.text(
                        daemon.ask(new Request.Processes(List.of(), false, false)).processes()));
        return 0;
    }

    private int ping(List<String> given) {
        parse(console, given, Set.of()).atMost(0, "ping");
        if (daemon.answer(new Request.Ping()) instanceof Reply.Pong pong) {
            console.printLine("{\"msg\":\"pong\",\"pid\":" + pong.pid() + "}");
            return 0;
        }
        return 1;
    }

    private int kill(List<String> given) {
        parse(console, given, Set.of()).atMost(0, "kill");
        console.note(daemon.kill() ? "every process and the daemon have ended" : "no daemon runs");
        return 0;
    }

    /// Takes arguments apart and obeys the options every command has.
    static Arguments parse(Console console, List<String> given, Set<Option> known) {
        Arguments arguments = Arguments.parse(given, known);
        if (arguments.has(Option.HELP)) {
            throw new HelpWanted();
        }
        if (arguments.has(Option.SILENT)) {
            console.silence();
        }
        if (arguments.has(Option.NO_COLOR)) {
            console.withoutColour();
        }
        return arguments;
    }

    /// Says what went wrong; the answer is the exit code.
    static int report(Console console, List<String> problems) {
        for (String problem : problems) {
            console.error(problem);
        }
        return problems.isEmpty() ? 0 : 1;
    }

    /// The shell's variables without those that are ours or the JVM launcher's.
    static Map<String, String> shellVariables(Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(environment);
        for (String ours :
                List.of(
                        "BONGSU_HOME",
                        "BONGSU_RUN",
                        "BONGSU_NAME",
                        "BONGSU_LAUNCHER",
                        "_",
                        "JDK_JAVA_OPTIONS",
                        "NODE_CHANNEL_FD")) {
            variables.remove(ours);
        }
        return variables;
    }

    private static final class HelpWanted extends RuntimeException {}
}
