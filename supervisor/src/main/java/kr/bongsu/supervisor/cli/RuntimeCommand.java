package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.Home;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.daemon.Foreground;

/// `runtime`: applications in the foreground, for containers.
final class RuntimeCommand {
    private final Home home;
    private final Console console;

    RuntimeCommand(Home home, Console console) {
        this.home = home;
        this.console = console;
    }

    int run(List<String> given) {
        Arguments arguments =
                Main.parse(
                        console,
                        given,
                        EnumSet.of(
                                Option.ENV,
                                Option.ONLY,
                                Option.RAW,
                                Option.INSTANCES,
                                Option.NAME));
        arguments.atMost(1, "runtime");
        String target =
                arguments.words().isEmpty()
                        ? EcosystemFile.standard(Path.of("").toAbsolutePath())
                                .orElseThrow(() ->
                                        new UsageException("\"runtime\" needs a file or a script"))
                        : arguments.words().getFirst();
        List<Settings> apps = new ArrayList<>();
        for (Settings app : applications(target, arguments)) {
            apps.add(app.with(Attribute.DISABLE_LOGS, true));
        }
        String profile = arguments.value(Option.ENV, "");
        Request.Shell shell =
                new Request.Shell(
                        Main.shellVariables(console.environment()),
                        profile.isEmpty() ? Optional.empty() : Optional.of(profile),
                        true);
        try {
            Platform.mustRunDaemon();
            return Foreground.run(
                    home,
                    new Request.Start(apps, shell, false, false, 2),
                    !arguments.has(Option.RAW));
        } catch (IOException e) {
            throw new CommandException("the processes cannot be run: " + e.getMessage());
        }
    }

    private List<Settings> applications(String target, Arguments arguments) {
        if (EcosystemFile.isOne(target)) {
            return EcosystemFile.only(
                    EcosystemFile.load(target, console).apps(), arguments.value(Option.ONLY, ""));
        }
        Settings settings =
                arguments
                        .settings()
                        .with(Attribute.SCRIPT, target)
                        .with(Attribute.CWD, Path.of("").toAbsolutePath().toString());
        return List.of(
                arguments.rest().isEmpty()
                        ? settings
                        : settings.with(Attribute.ARGS, arguments.rest()));
    }
}
