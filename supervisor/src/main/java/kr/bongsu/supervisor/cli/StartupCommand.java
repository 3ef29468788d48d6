package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kr.bongsu.supervisor.libc.Processes;

/// `startup` and `unstartup`: has systemd bring the saved processes back when the machine starts.
final class StartupCommand {
    private static final Set<Option> OPTIONS =
            EnumSet.of(Option.USER, Option.HOME_PATH, Option.SERVICE_NAME);
    private static final Path UNITS = Path.of("/etc/systemd/system");

    private final DaemonLink daemon;
    private final Console console;

    StartupCommand(DaemonLink daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    int startup(List<String> given) {
        Arguments arguments = parse(given, "startup");
        String unit = unit(arguments);
        Path file = file(arguments);
        if (Processes.uid() != 0) {
            console.print(
                    "# nothing was done, because that needs root; as root, write this to "
                            + file
                            + ":\n\n"
                            + unit
                            + "\n# and then run:\n#   systemctl daemon-reload\n#   systemctl enable "
                            + file.getFileName()
                            + "\n");
            return 1;
        }
        requireSystemd();
        try {
            Files.writeString(file, unit);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e.getMessage());
        }
        systemctl("daemon-reload");
        systemctl("enable", file.getFileName().toString());
        console.note(
                file
                        + " is written and enabled; \"bongsu save\" decides what comes back at the next start");
        return 0;
    }

    int unstartup(List<String> given) {
        Arguments arguments = parse(given, "unstartup");
        Path file = file(arguments);
        if (Processes.uid() != 0) {
            console.print(
                    "# nothing was done, because that needs root; as root, run:\n  systemctl disable "
                            + file.getFileName()
                            + "\n  rm "
                            + file
                            + "\n  systemctl daemon-reload\n");
            return 1;
        }
        if (!Files.exists(file)) {
            throw new CommandException(file + " does not exist; there is nothing to undo");
        }
        requireSystemd();
        systemctl("disable", file.getFileName().toString());
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be removed: " + e.getMessage());
        }
        systemctl("daemon-reload");
        return 0;
    }

    private Arguments parse(List<String> given, String command) {
        Arguments arguments = Main.parse(console, given, OPTIONS);
        arguments.atMost(1, command);
        if (!arguments.words().isEmpty() && !arguments.words().getFirst().equals("systemd")) {
            throw new UsageException(
                    "\""
                            + command
                            + "\" knows systemd only, not \""
                            + arguments.words().getFirst()
                            + "\"");
        }
        return arguments;
    }

    private Path file(Arguments arguments) {
        return UNITS.resolve(
                arguments.value(Option.SERVICE_NAME, "bongsu-" + user(arguments)) + ".service");
    }

    private static String user(Arguments arguments) {
        return arguments.value(Option.USER, System.getProperty("user.name", "root"));
    }

    /// The unit. `KillMode=process` leaves ending the processes to the daemon, which knows how each
    /// wants to be ended.
    private String unit(Arguments arguments) {
        String home =
                arguments.has(Option.HOME_PATH)
                        ? arguments.value(Option.HOME_PATH, "") + "/.bongsu"
                        : daemon.home().folder().toString();
        String bongsu = launcher();
        return """
        [Unit]
        Description=Bongsu process manager of %1$s
        After=network-online.target
        Wants=network-online.target

        [Service]
        Type=forking
        User=%1$s
        Environment=BONGSU_HOME=%2$s
        Environment=PATH=%3$s
        PIDFile=%2$s/daemon.pid
        ExecStart=%4$s resurrect
        ExecReload=%4$s restart all
        ExecStop=%4$s kill
        Restart=on-failure
        KillMode=process
        LimitNOFILE=infinity
        TimeoutStopSec=90

        [Install]
        WantedBy=multi-user.target
        """
                .formatted(
                        user(arguments),
                        home,
                        console.environment().getOrDefault("PATH", "/usr/bin:/bin"),
                        bongsu);
    }

    /// The launcher when there is one, else this very JVM.
    private String launcher() {
        String launcher = console.environment().getOrDefault("BONGSU_LAUNCHER", "");
        return launcher.isEmpty()
                ? Path.of(System.getProperty("java.home"), "bin", "java")
                        + " "
                        + JavaFlags.COMMAND
                        + " -cp "
                        + JavaFlags.absoluteClassPath()
                        + " "
                        + Main.class.getName()
                : launcher;
    }

    private static void requireSystemd() {
        if (!Files.isDirectory(Path.of("/run/systemd/system"))) {
            throw new CommandException(
                    "this machine was not started by systemd; have its init run \"bongsu resurrect\" instead");
        }
    }

    private static void systemctl(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "systemctl";
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new CommandException(
                        String.join(" ", command) + " failed; its message is above");
            }
        } catch (IOException e) {
            throw new CommandException("systemctl cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
