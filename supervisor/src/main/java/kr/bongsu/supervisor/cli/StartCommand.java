package kr.bongsu.supervisor.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;

/// `start` and `restart`: brings applications up, from a script, a shell line, a file of
/// applications, or by name.
final class StartCommand {
    private static final int AT_A_TIME = 2;

    private final DaemonLink daemon;
    private final Console console;
    private final String command;

    StartCommand(DaemonLink daemon, Console console, String command) {
        this.daemon = daemon;
        this.console = console;
        this.command = command;
    }

    static Set<Option> options() {
        EnumSet<Option> options =
                EnumSet.of(
                        Option.ENV, Option.UPDATE_ENV, Option.FORCE, Option.ONLY, Option.PARALLEL);
        for (Option option : Option.values()) {
            if (option.attribute() != null) {
                options.add(option);
            }
        }
        return options;
    }

    int run(List<String> given) {
        Arguments arguments = Main.parse(console, given, options());
        List<String> targets =
                arguments.words().isEmpty()
                        ? List.of(
                                EcosystemFile.standard(Path.of("").toAbsolutePath())
                                        .orElseThrow(() ->
                                                new UsageException(
                                                        "\""
                                                                + command
                                                                + "\" needs a script, a name or a file; there is no ecosystem file in this folder either")))
                        : arguments.words();
        List<String> problems = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (String target : targets) {
            if (EcosystemFile.isOne(target)) {
                problems.addAll(file(target, arguments));
            } else if (command.equals("start") && isScript(target)) {
                problems.addAll(script(target, arguments));
            } else if (!command.equals("start") || isKnown(target)) {
                known.add(target);
            } else {
                problems.addAll(script(target, arguments));
            }
        }
        if (!known.isEmpty()) {
            Settings changes = arguments.settings();
            if (!arguments.rest().isEmpty()) {
                changes = changes.with(Attribute.ARGS, arguments.rest());
            }
            problems.addAll(
                    daemon.ask(
                                    new Request.Restart(
                                            known, changes, shell(arguments), width(arguments)))
                            .problems());
        }
        ListCommand.show(daemon, console);
        return Main.report(console, problems);
    }

    /// How many processes at a time.
    private int width(Arguments arguments) {
        return arguments.number(Option.PARALLEL, AT_A_TIME);
    }

    private static boolean isScript(String target) {
        return Files.exists(Path.of(target).toAbsolutePath())
                && !Files.isDirectory(Path.of(target).toAbsolutePath());
    }

    private boolean isKnown(String target) {
        if (target.equals("all")) {
            return true;
        }
        if (target.indexOf(' ') >= 0) {
            return false;
        }
        Reply.Processes found = daemon.ask(new Request.Processes(List.of(target), false, false));
        List<ProcessView> views = found.processes();
        return !views.isEmpty();
    }

    private List<String> file(String target, Arguments arguments) {
        EcosystemFile.Contents contents = EcosystemFile.load(target, console);
        List<Settings> apps = new ArrayList<>();
        for (Settings app : contents.apps()) {
            apps.add(app.overriddenBy(arguments.settings()));
        }
        apps = EcosystemFile.only(apps, arguments.value(Option.ONLY, ""));
        apps = EcosystemFile.withProfileName(apps, arguments.value(Option.ENV, ""));
        return daemon.ask(new Request.Start(apps, shell(arguments), false, false, width(arguments)))
                .problems();
    }

    private List<String> script(String target, Arguments arguments) {
        Settings settings = arguments.settings().with(Attribute.SCRIPT, scriptPath(target));
        settings =
                settings.with(
                        Attribute.CWD,
                        Path.of(orEmpty(settings, Attribute.CWD))
                                .toAbsolutePath()
                                .normalize()
                                .toString());
        if (!arguments.rest().isEmpty()) {
            settings = settings.with(Attribute.ARGS, arguments.rest());
        }
        if (!settings.values().containsKey(Attribute.NAME)) {
            settings = settings.with(Attribute.NAME, AppSpec.defaultName(target));
        }
        Request.Start request =
                new Request.Start(
                        List.of(settings),
                        shell(arguments),
                        true,
                        arguments.has(Option.FORCE),
                        width(arguments));
        return daemon.ask(request).problems();
    }

    /// A file is named by its whole path, so that it is found from the application's own folder
    /// too.
    private static String scriptPath(String target) {
        return isScript(target) ? Path.of(target).toAbsolutePath().normalize().toString() : target;
    }

    private static String orEmpty(Settings settings, Attribute attribute) {
        Object value = settings.values().get(attribute);
        return value == null ? "" : value.toString();
    }

    private Request.Shell shell(Arguments arguments) {
        String profile = arguments.value(Option.ENV, "");
        return new Request.Shell(
                Main.shellVariables(console.environment()),
                profile.isEmpty() ? Optional.empty() : Optional.of(profile),
                arguments.has(Option.UPDATE_ENV));
    }
}
