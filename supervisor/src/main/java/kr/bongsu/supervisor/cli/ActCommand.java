package kr.bongsu.supervisor.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.Request;

/// `stop`, `delete`, `reset` and `flush`: one thing done to all processes of the targets.
final class ActCommand {
    private static final Set<Option> OPTIONS = EnumSet.of(Option.ONLY);

    private final DaemonLink daemon;
    private final Console console;

    ActCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(String command, Request.Verb verb, List<String> given) {
        Arguments arguments = Main.parse(console, given, OPTIONS);
        List<String> targets =
                verb == Request.Verb.FLUSH && arguments.words().isEmpty()
                        ? List.of("all")
                        : arguments.targets(command);
        List<String> problems =
                daemon.ask(
                                new Request.Act(
                                        verb,
                                        expanded(
                                                targets,
                                                arguments.value(Option.ONLY, ""),
                                                console)))
                        .problems();
        if (verb != Request.Verb.FLUSH) {
            ListCommand.show(daemon, console);
        }
        return Main.report(console, problems);
    }

    /// Targets, with a file replaced by the names in it.
    static List<String> expanded(List<String> targets, String only, Console console) {
        List<String> names = new ArrayList<>();
        for (String target : targets) {
            if (EcosystemFile.isOne(target)) {
                for (Settings app :
                        EcosystemFile.only(EcosystemFile.load(target, console).apps(), only)) {
                    names.add(EcosystemFile.nameOf(app));
                }
            } else {
                names.add(target);
            }
        }
        return names;
    }
}
