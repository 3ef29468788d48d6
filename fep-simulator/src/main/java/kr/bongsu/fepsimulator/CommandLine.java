package kr.bongsu.fepsimulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.bongsu.telegram.yaml.Fault;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.Nearest;
import kr.bongsu.telegram.yaml.YamlFile;
import kr.bongsu.telegram.yaml.YamlMap;

/// The program's arguments, turned into the same mapping that a scenario file holds.
///
/// @param help whether only the help text is wanted
/// @param scenario a file of settings that hold where the arguments say nothing
/// @param settings what the arguments say
record CommandLine(boolean help, Optional<Path> scenario, YamlMap settings) {

    private static final String SOURCE = "command line";
    private static final List<String> VALUED =
            List.of(
                    "--host",
                    "--scenario",
                    "--line",
                    "--layout",
                    "--tls",
                    "--customers",
                    "--seed",
                    "--heartbeat",
                    "--resend-after",
                    "--deadline",
                    "--final-codes");
    private static final List<String> BARE = List.of("--stay", "--help");

    static final String HELP =
            """
            Usage: bongsu fep-simulator [options] --line name=NAME,port=PORT,pushes=N[,key=value...] ...

            Plays the FEP: listens on each line's port, waits for a push server to sign on, sends it telegrams
            until each is answered, prints a summary as one line of JSON. Exit code 0 when all were answered good.

            Keys of --line (repeat it for more lines)
              name=NAME          for logs
              port=PORT          0 takes any free port; the first line of output tells which
              pushes=N           telegrams to send; 0 for an idle line
              recipients=N       in each record (1)
              records=N          in each telegram (1)
              window=N           telegrams that may be unanswered at the same time (8)
              rate=N             telegrams a second (as many as the window lets through)
              first=N            the first P_Sequence (1)
              replace=yes|no     whether a second connection takes the place of the first (yes)
            Faults of a line; docs/fep-simulator.md tells what each does
              write=HOW          plain, joined:N, split:N, bytes, length, mixed (plain)
              pause=TIME         between the pieces of a telegram that is cut (0ms)
              spoil=KIND+KIND    the first sending of a push is spoiled, then it is sent intact; or all
              every=N            each N-th push is spoiled (10)
              sign-on=HOW        mute, or a response code: what becomes of the push server's A
              heartbeats=HOW     mute, or a response code: what becomes of the push server's H
              half-open=N        after N telegrams the connection neither reads nor writes, nor closes
              read-rate=N        bytes a second it reads at most
              bad-connections=N  the last four hold for the first N connections (1)

            Options
              --scenario FILE    settings and lines, YAML; options given here go before it
              --host ADDRESS     to listen on (127.0.0.1)
              --tls KEYSTORE     all lines speak TLS and show the certificate of this PKCS #12 file; its password is
                                 in the environment: BONGSU_FEP_TLS_PASSWORD
              --layout FILE      telegram layout, YAML (Bongsu's default layout)
              --customers FILE   .csv with a heading or .jsonl, columns csno, cust_telno, device_id,
                                 rcms_cnrp_name, type, msg_title, msg_contents (made up from the seed)
              --seed N           of made-up customers and messages (1)
              --heartbeat TIME   between two heartbeats (30s)
              --resend-after T   when an unanswered telegram is sent again (5s)
              --final-codes LIST response codes that end a telegram; after another error it is sent again (1001)
              --deadline TIME    for all of it (10m)
              --stay             keep the lines up after the summary, until SIGTERM or Ctrl-C
              --help
            """;

    static CommandLine parse(List<String> arguments, Faults faults) {
        StringBuilder yaml = new StringBuilder("{");
        List<String> lines = new ArrayList<>();
        List<String> left = new ArrayList<>(arguments);
        boolean help = false;
        Optional<Path> scenario = Optional.empty();
        while (!left.isEmpty()) {
            String name = left.removeFirst();
            if (name.equals("--help")) {
                help = true;
            } else if (name.equals("--stay")) {
                yaml.append("stay: true, ");
            } else if (!VALUED.contains(name)) {
                unknown(name, faults);
                return new CommandLine(help, scenario, nothing());
            } else if (left.isEmpty()) {
                faults.add(
                        new Fault(
                                SOURCE,
                                0,
                                name + " has no value",
                                "see bongsu fep-simulator --help"));
            } else if (name.equals("--scenario")) {
                scenario = Optional.of(Path.of(left.removeFirst()));
            } else if (name.equals("--line")) {
                lines.add(line(left.removeFirst(), faults));
            } else {
                yaml.append(pair(name.substring(2), left.removeFirst())).append(", ");
            }
        }
        yaml.append("lines: [").append(String.join(", ", lines)).append("]}");
        return new CommandLine(help, scenario, YamlFile.parse(SOURCE, yaml.toString(), faults));
    }

    /// `name=single01,port=9801` as a mapping.
    private static String line(String text, Faults faults) {
        List<String> pairs = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                faults.add(
                        new Fault(
                                SOURCE,
                                0,
                                "--line: '" + pair + "' is no key=value",
                                "write --line name=single01,port=9801,pushes=100"));
            } else {
                pairs.add(pair(pair.substring(0, equals), pair.substring(equals + 1)));
            }
        }
        return "{" + String.join(", ", pairs) + "}";
    }

    private static String pair(String key, String value) {
        return quoted(key) + ": " + quoted(value);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static void unknown(String name, Faults faults) {
        List<String> known = new ArrayList<>(VALUED);
        known.addAll(BARE);
        Optional<String> near = Nearest.to(name, known);
        faults.add(
                new Fault(
                        SOURCE,
                        0,
                        "unknown option " + name,
                        near.map(word -> "did you mean " + word + "?")
                                .orElse("see bongsu fep-simulator --help")));
    }

    private static YamlMap nothing() {
        return YamlFile.parse(SOURCE, "{}", new Faults());
    }
}
