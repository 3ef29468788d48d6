package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kr.bongsu.supervisor.control.Request;

/// `ecosystem`, `report` and `completion`.
final class MiscCommand {
    private static final int LOG_LINES = 20;
    private static final String SAMPLE =
            """
            # The applications that run on this machine. "bongsu start ecosystem.yaml" starts them;
            # "bongsu start" again after a change makes what runs equal to this file.
            apps:
              - name: api
                script: ./server.js        # .js .py .sh .jar .java ..., a program, or a "shell line"
                args: []
                instances: 1               # a number, max, or -1 for one fewer than there are cores
                max_memory_restart: 300M
                time: true                 # a time stamp before every log line
                env:
                  NODE_ENV: development
                env_production:            # bongsu start ecosystem.yaml --env production
                  NODE_ENV: production
            """;
    private static final String SIMPLE =
            """
            apps:
              - name: api
                script: ./server.js
            """;

    private final DaemonLink daemon;
    private final Console console;

    MiscCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int ecosystem(List<String> given) {
        Arguments arguments = Main.parse(console, given, EnumSet.of(Option.FORCE));
        arguments.atMost(1, "ecosystem");
        boolean simple = arguments.words().equals(List.of("simple"));
        if (!simple && !arguments.words().isEmpty()) {
            throw new UsageException(
                    "\"ecosystem\" knows \"simple\" only, not \""
                            + arguments.words().getFirst()
                            + "\"");
        }
        Path file = Path.of("ecosystem.yaml").toAbsolutePath();
        if (Files.exists(file) && !arguments.has(Option.FORCE)) {
            throw new CommandException(file + " exists already; --force replaces it");
        }
        try {
            Files.writeString(file, simple ? SIMPLE : SAMPLE);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e.getMessage());
        }
        console.note(file + " is written");
        return 0;
    }

    int report(List<String> given) {
        Main.parse(console, given, Set.of()).atMost(0, "report");
        StringBuilder out = new StringBuilder("--- bongsu report ---\n");
        out.append("java      ").append(System.getProperty("java.vm.version")).append('\n');
        out.append("system    ")
                .append(System.getProperty("os.name"))
                .append(' ')
                .append(System.getProperty("os.version"));
        out.append(' ').append(System.getProperty("os.arch")).append('\n');
        out.append("cores     ").append(Runtime.getRuntime().availableProcessors()).append('\n');
        out.append("home      ").append(daemon.home().folder()).append('\n');
        out.append("\n--- processes ---\n");
        out.append(
                ListCommand.draw(
                        daemon.ask(new Request.Processes(List.of(), false, false)).processes(),
                        false,
                        false));
        out.append("\n--- the last lines of the daemon's log ---\n");
        try {
            List<String> lines = Files.readAllLines(daemon.home().daemonLog());
            for (String line : lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) {
                out.append(line).append('\n');
            }
        } catch (IOException e) {
            out.append("(it cannot be read: ").append(e.getMessage()).append(")\n");
        }
        console.print(out.toString());
        return 0;
    }

    int completion(List<String> given) {
        Arguments arguments = Main.parse(console, given, Set.of());
        arguments.atMost(1, "completion");
        String shell = arguments.words().isEmpty() ? "bash" : arguments.words().getFirst();
        String commands = String.join(" ", Help.names());
        console.print(
                switch (shell) {
                    case "bash" ->
                            """
                            # put into ~/.bashrc: eval "$(bongsu completion bash)"
                            _bongsu() {
                              local word=${COMP_WORDS[COMP_CWORD]}
                              if [ "$COMP_CWORD" -eq 1 ]; then
                                COMPREPLY=($(compgen -W "%s" -- "$word"))
                              else
                                COMPREPLY=($(compgen -W "all $(bongsu names 2>/dev/null)" -- "$word") $(compgen -f -- "$word"))
                              fi
                            }
                            complete -F _bongsu bongsu
                            """
                                    .formatted(commands);
                    case "zsh" ->
                            """
                            # put into ~/.zshrc: eval "$(bongsu completion zsh)"
                            _bongsu() {
                              if (( CURRENT == 2 )); then
                                compadd %s
                              else
                                compadd all $(bongsu names 2>/dev/null)
                                _files
                              fi
                            }
                            compdef _bongsu bongsu
                            """
                                    .formatted(commands);
                    case "fish" ->
                            """
                            # put into ~/.config/fish/config.fish: bongsu completion fish | source
                            complete -c bongsu -n __fish_use_subcommand -a "%s"
                            complete -c bongsu -n "not __fish_use_subcommand" -a "all (bongsu names 2>/dev/null)"
                            """
                                    .formatted(commands);
                    default ->
                            throw new UsageException(
                                    "\"completion\" knows bash, zsh and fish, not \""
                                            + shell
                                            + "\"");
                });
        return 0;
    }

    /// The names of processes, for completion in a shell.
    int names(List<String> given) {
        Main.parse(console, given, Set.of()).atMost(0, "names");
        StringBuilder out = new StringBuilder();
        if (daemon.answerIfRunning(new Request.Processes(List.of(), false, false))
                instanceof kr.bongsu.supervisor.control.Reply.Processes reply) {
            reply.processes().stream()
                    .map(view -> view.identity().name())
                    .distinct()
                    .forEach(name -> out.append(name).append('\n'));
        }
        console.print(out.toString());
        return 0;
    }
}
