package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import kr.bongsu.supervisor.control.Request;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// `monit`: the terminal becomes a dashboard until `q` is pressed, and is then as it was before.
final class MonitCommand {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

    private final DaemonLink daemon;
    private final Console console;

    MonitCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int run(List<String> given) {
        Main.parse(console, given, Set.of()).atMost(0, "monit");
        if (!Console.isTerminal(0) || !Console.isTerminal(1)) {
            throw new CommandException(
                    "\"monit\" needs a terminal for its input and output; \"list\" prints the same once");
        }
        daemon.answer(new Request.Ping());
        try (Terminal terminal =
                TerminalBuilder.builder()
                        .system(true)
                        .provider("ffm")
                        .nativeSignals(true)
                        .build()) {
            return show(terminal);
        } catch (IOException | IllegalStateException e) {
            throw new CommandException("this terminal cannot be used: " + e.getMessage());
        }
    }

    private int show(Terminal terminal) throws IOException {
        Attributes before = terminal.enterRawMode();
        // Ctrl-C comes as a key: who started this may have had its signal ignored for good.
        Attributes keys = terminal.getAttributes();
        keys.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(keys);
        Thread restore = new Thread(() -> leave(terminal, before), "restore-terminal");
        Runtime.getRuntime().addShutdownHook(restore);
        Dashboard dashboard = new Dashboard(daemon, terminal, console.coloured());
        terminal.handle(Terminal.Signal.INT, signal -> dashboard.end());
        write(terminal, ENTER);
        try {
            dashboard.run();
        } finally {
            leave(terminal, before);
            Runtime.getRuntime().removeShutdownHook(restore);
        }
        return 0;
    }

    private static void leave(Terminal terminal, Attributes before) {
        write(terminal, LEAVE);
        terminal.setAttributes(before);
    }

    private static void write(Terminal terminal, String text) {
        terminal.writer().write(text);
        terminal.writer().flush();
    }
}
