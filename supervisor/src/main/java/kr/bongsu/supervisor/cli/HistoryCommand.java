package kr.bongsu.supervisor.cli;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;

/// `history` and `rollback`: what an application was, and back to it.
final class HistoryCommand {
    private static final Duration ANSWER = Duration.ofMinutes(30);

    private final DaemonLink daemon;
    private final Console console;

    HistoryCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int history(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        return print(daemon.answer(new Request.History(arguments.words())));
    }

    int rollback(List<String> given) {
        Arguments arguments =
                Main.parse(console, given, EnumSet.of(Option.TO, Option.DRY_RUN, Option.PARALLEL));
        if (arguments.words().size() != 1) {
            throw new UsageException("\"rollback\" needs the name of one application");
        }
        int to = arguments.number(Option.TO, 0);
        Request.Rollback request =
                new Request.Rollback(
                        arguments.words().getFirst(),
                        to == 0 ? Optional.empty() : Optional.of(to),
                        arguments.number(
                                Option.PARALLEL, Runtime.getRuntime().availableProcessors()),
                        arguments.has(Option.DRY_RUN));
        int code = print(daemon.answer(request, ANSWER));
        if (!request.dryRun()) {
            ListCommand.show(daemon, console);
        }
        return code;
    }

    private int print(Reply reply) {
        return switch (reply) {
            case Reply.Words words -> {
                words.lines().forEach(console::printLine);
                yield 0;
            }
            case Reply.Processes processes -> Main.report(console, processes.problems());
            case Reply.Failed failed -> Main.report(console, List.of(failed.message()));
            case Reply.Pong _ ->
                    Main.report(console, List.of("the daemon gave an answer of the wrong kind"));
        };
    }
}
