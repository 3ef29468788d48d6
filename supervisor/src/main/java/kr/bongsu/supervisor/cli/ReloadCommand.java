package kr.bongsu.supervisor.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;

/// `reload`: new processes take over from old ones while requests go on.
final class ReloadCommand {
    /// A reload waits for every new process to be ready and for every old one to finish.
    private static final Duration ANSWER = Duration.ofMinutes(30);

    private final DaemonLink daemon;
    private final Console console;

    ReloadCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    static Set<Option> options() {
        Set<Option> options = EnumSet.copyOf(StartCommand.options());
        options.remove(Option.FORCE);
        options.add(Option.DRY_RUN);
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
                                                        "\"reload\" needs a name or a file; there is no ecosystem file in this folder either")))
                        : arguments.words();
        List<String> problems = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String target : targets) {
            if (EcosystemFile.isOne(target)) {
                problems.addAll(
                        ask(request(file(target, arguments), Request.Aim.nothing(), arguments)));
            } else {
                names.add(target);
            }
        }
        if (!names.isEmpty()) {
            Settings changes = arguments.settings();
            if (!arguments.rest().isEmpty()) {
                changes = changes.with(Attribute.ARGS, arguments.rest());
            }
            Request.Aim aim = new Request.Aim(names, changes);
            problems.addAll(ask(request(List.of(), aim, arguments)));
        }
        if (!arguments.has(Option.DRY_RUN)) {
            ListCommand.show(daemon, console);
        }
        return Main.report(console, problems);
    }

    private List<Settings> file(String target, Arguments arguments) {
        List<Settings> apps = new ArrayList<>();
        for (Settings app : EcosystemFile.load(target, console).apps()) {
            apps.add(app.overriddenBy(arguments.settings()));
        }
        apps = EcosystemFile.only(apps, arguments.value(Option.ONLY, ""));
        return EcosystemFile.withProfileName(apps, arguments.value(Option.ENV, ""));
    }

    private Request.Reload request(List<Settings> apps, Request.Aim aim, Arguments arguments) {
        String profile = arguments.value(Option.ENV, "");
        Request.Shell shell =
                new Request.Shell(
                        Main.shellVariables(console.environment()),
                        profile.isEmpty() ? Optional.empty() : Optional.of(profile),
                        arguments.has(Option.UPDATE_ENV));
        int cores = Runtime.getRuntime().availableProcessors();
        return new Request.Reload(
                apps,
                aim,
                shell,
                arguments.number(Option.PARALLEL, cores),
                arguments.has(Option.DRY_RUN));
    }

    private List<String> ask(Request.Reload request) {
        Reply reply = daemon.answer(request, ANSWER);
        return switch (reply) {
            case Reply.Words words -> {
                words.lines().forEach(console::printLine);
                yield List.of();
            }
            case Reply.Processes processes -> processes.problems();
            case Reply.Failed failed -> List.of(failed.message());
            case Reply.Pong _ -> List.of("the daemon gave an answer of the wrong kind");
        };
    }
}
