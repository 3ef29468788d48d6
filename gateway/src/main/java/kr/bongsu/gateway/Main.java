package kr.bongsu.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.access.Accounts;
import kr.bongsu.gateway.access.Audit;
import kr.bongsu.gateway.access.Passwords;
import kr.bongsu.gateway.access.Staff;
import kr.bongsu.gateway.fcm.FcmException;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.log.LogSetup;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.Nearest;

/// `bongsu gateway`: reads its arguments and the configuration, runs the gateway until a signal
/// ends it.
public final class Main {

    private static final Log LOG = Log.of(Main.class);

    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final int USAGE = 2;
    private static final List<String> OPTIONS =
            List.of(
                    "--config",
                    "--check",
                    "--add-key",
                    "--scopes",
                    "--per-minute",
                    "--reset-password",
                    "--dry-run",
                    "--service",
                    "--help");
    private static final String HELP =
            """
            Usage: bongsu gateway --config FILE [--check | --add-key NAME [--scopes LIST] [--per-minute N] | --reset-password NAME | --dry-run TOKEN [--service NAME]]

            Takes push messages from FEPs, stores each durably and sends it through Firebase Cloud Messaging.

              --config FILE   the configuration (YAML); see docs/configuration.md
              --check         report every fault of the configuration and exit: 0 if there is none, else 1
              --add-key NAME  make a key for the API, print it once, and exit
              --scopes LIST   with --add-key: what it is for, apart by commas, such as pushes,tokens; else for everything
              --per-minute N  with --add-key: pushes that it may hand in; else http.pushes_per_minute
              --reset-password NAME
                              print a password for one login to the console, unlock the account, end its sessions, and exit
              --dry-run TOKEN have FCM check a push to TOKEN, deliver nothing, print what it said, and exit
              --service NAME  with --dry-run: as this service would send it
              --help          show this

            Runs in the foreground. SIGTERM or SIGINT: finishes what was read, settles what is on its way, exits 0.
            """;

    private Main() {}

    public static void main(String[] arguments) {
        LogSetup.install(SEOUL);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, bug) -> LOG.bug("gateway.thread-died: " + thread.getName(), bug));
        System.exit(run(List.of(arguments)));
    }

    /// What is to be done with the configuration.
    private interface Task {
        int run(Config config) throws InterruptedException, IOException;
    }

    private static int run(List<String> arguments) {
        Optional<Path> file = Optional.empty();
        Task task = Main::serve;
        NewKey key = NewKey.NONE;
        DryRun dryRun = new DryRun("", "dry-run");
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            Optional<String> value =
                    i + 1 < arguments.size() ? Optional.of(arguments.get(i + 1)) : Optional.empty();
            switch (option) {
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return 0;
                }
                case "--check" -> task = Main::check;
                case "--config",
                        "--add-key",
                        "--scopes",
                        "--per-minute",
                        "--reset-password",
                        "--dry-run",
                        "--service" -> {
                    if (value.isEmpty()) {
                        return usage(option + " needs a value");
                    }
                    switch (option) {
                        case "--config" -> file = value.map(Path::of);
                        case "--dry-run" -> dryRun = dryRun.to(value.get());
                        case "--service" -> dryRun = dryRun.as(value.get());
                        case "--scopes" -> key = key.limitedTo(value.get());
                        case "--per-minute" -> key = key.atMost(value.get());
                        case "--add-key" -> key = key.named(value.get());
                        default -> task = config -> resetPassword(config, value.get());
                    }
                    i++;
                }
                default -> {
                    String near =
                            Nearest.to(option, OPTIONS)
                                    .map(known -> "; did you mean " + known + "?")
                                    .orElse("");
                    return usage("unknown option " + option + near);
                }
            }
        }
        if (file.isEmpty()) {
            return usage("--config FILE is missing");
        }
        if (key.isHalf()) {
            return usage("--scopes and --per-minute are of a key; add --add-key NAME");
        }
        if (key.isWanted()) {
            return run(file.get(), key::make);
        }
        return run(file.get(), dryRun.token().isEmpty() ? task : dryRun::run);
    }

    private static int run(Path file, Task task) {
        Faults faults = new Faults();
        Optional<Config> config = ConfigReader.read(file, faults);
        if (config.isEmpty()) {
            System.err.println(faults);
            System.err.println("bongsu gateway: the configuration has faults; nothing was started");
            return 1;
        }
        try {
            return task.run(config.get());
        } catch (LedgerException
                | FcmException
                | IllegalStateException
                | IllegalArgumentException
                | IOException e) {
            System.err.println("bongsu gateway: " + e.getMessage());
            return 1;
        } catch (InterruptedException stop) {
            return 1;
        }
    }

    private static int serve(Config config) throws InterruptedException, IOException {
        return new Gateway(config).run();
    }

    private static int check(Config config) {
        System.out.println(
                "the configuration has no fault; " + config.links().list().size() + " links");
        return 0;
    }

    private static int resetPassword(Config config, String name) throws IOException {
        Accounts accounts = new Accounts(config.http().files().accounts());
        note(config, "user.password", name);
        String password = new Staff(accounts, Passwords.USUAL, InstantSource.system()).reset(name);
        System.out.println(password);
        return 0;
    }

    private static void note(Config config, String action, String object) throws IOException {
        try (Audit audit = new Audit(config.http().files().audit(), InstantSource.system())) {
            audit.add(System.getProperty("user.name", "?"), action, object, "on the command line");
        }
    }

    private static int usage(String what) {
        System.err.println("bongsu gateway: " + what + "; try --help");
        return USAGE;
    }
}
