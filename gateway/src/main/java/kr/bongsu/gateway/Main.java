package kr.bongsu.gateway;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.fcm.FcmException;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.log.LogSetup;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.Nearest;

/// `bongsu gateway`: reads its arguments and the configuration, runs the gateway until a signal
/// ends it.
public final class Main {

    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final int USAGE = 2;
    private static final String HELP =
            """
            Usage: bongsu gateway --config FILE [--check]

            Takes push messages from FEPs, stores each durably and sends it through Firebase Cloud Messaging.

              --config FILE   the configuration (YAML); see docs/configuration.md
              --check         report every fault of the configuration and exit: 0 if there is none, else 1
              --help          show this

            Runs in the foreground. SIGTERM or SIGINT: finishes what was read, settles what is on its way, exits 0.
            """;

    private Main() {}

    public static void main(String[] arguments) {
        LogSetup.install(SEOUL);
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Optional<Path> file = Optional.empty();
        boolean check = false;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return 0;
                }
                case "--check" -> check = true;
                case "--config" -> {
                    if (++i == arguments.size()) {
                        return usage("--config needs a file");
                    }
                    file = Optional.of(Path.of(arguments.get(i)));
                }
                default -> {
                    String unknown = arguments.get(i);
                    String near =
                            Nearest.to(unknown, List.of("--config", "--check", "--help"))
                                    .map(option -> "; did you mean " + option + "?")
                                    .orElse("");
                    return usage("unknown option " + unknown + near);
                }
            }
        }
        return file.map(Boolean.TRUE.equals(check) ? Main::check : Main::serve)
                .orElseGet(() -> usage("--config FILE is missing"));
    }

    private static int check(Path file) {
        Faults faults = new Faults();
        if (ConfigReader.read(file, faults).isEmpty()) {
            return report(faults);
        }
        System.out.println(file + ": no fault found");
        return 0;
    }

    private static int serve(Path file) {
        Faults faults = new Faults();
        Optional<Config> config = ConfigReader.read(file, faults);
        if (config.isEmpty()) {
            return report(faults);
        }
        try {
            return new Gateway(config.get()).run();
        } catch (LedgerException | FcmException | IllegalStateException e) {
            System.err.println("bongsu gateway: " + e.getMessage());
            return 1;
        } catch (InterruptedException stop) {
            return 1;
        }
    }

    private static int report(Faults faults) {
        System.err.println(faults);
        System.err.println("bongsu gateway: the configuration has faults; nothing was started");
        return 1;
    }

    private static int usage(String what) {
        System.err.println("bongsu gateway: " + what + "; try --help");
        return USAGE;
    }
}
