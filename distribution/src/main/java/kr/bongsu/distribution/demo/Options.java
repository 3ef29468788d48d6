package kr.bongsu.distribution.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What the command line asks of the demo.
///
/// @param exit stop when every push is settled instead of at Ctrl-C
/// @param json print one summary line on stdout, and all else on stderr
/// @param kept leave the scratch folder where it is
record Options(int pushes, boolean exit, boolean json, boolean kept) {

    private static final int MOST = 1_000_000;

    static final String USAGE =
            """
            Usage: bongsu demo [--pushes N] [--exit] [--json] [--keep]

            Starts an FCM emulator, an FEP simulator with 16 links and the gateway between them, sends
            pushes, prints what happened and the console's address, and runs until Ctrl-C.

              --pushes N  how many pushes, 1 to 1,000,000 (10,000 when not given)
              --exit      stop when all are settled
              --json      one summary line on stdout, everything else on stderr
              --keep      keep the scratch folder with configuration, ledger and logs

            Exit code 0 if no push was lost and none is pending, 1 if not, 2 for a wrong option.
            """;

    /// How reading a command line ends.
    sealed interface Parsed {
        record Run(Options options) implements Parsed {}

        record ShowUsage() implements Parsed {}

        record Wrong(String why) implements Parsed {}
    }

    static Parsed parse(List<String> arguments) {
        Deque<String> words = new ArrayDeque<>(arguments);
        Options options = new Options(10_000, false, false, false);
        while (!words.isEmpty()) {
            String word = words.remove();
            if (word.startsWith("--") && word.contains("=")) {
                words.push(word.substring(word.indexOf('=') + 1));
                word = word.substring(0, word.indexOf('='));
            }
            switch (word) {
                case "--help", "-h" -> {
                    return new Parsed.ShowUsage();
                }
                case "--exit" ->
                        options = new Options(options.pushes, true, options.json, options.kept);
                case "--json" ->
                        options = new Options(options.pushes, options.exit, true, options.kept);
                case "--keep" ->
                        options = new Options(options.pushes, options.exit, options.json, true);
                case "--pushes" -> {
                    String number = words.isEmpty() ? "" : words.remove();
                    if (!number.matches("[1-9][0-9]{0,6}") || Integer.parseInt(number) > MOST) {
                        return new Parsed.Wrong(
                                "--pushes wants a whole number from 1 to 1000000, not '"
                                        + number
                                        + "'");
                    }
                    options =
                            new Options(
                                    Integer.parseInt(number),
                                    options.exit,
                                    options.json,
                                    options.kept);
                }
                default -> {
                    return new Parsed.Wrong(unknown(word));
                }
            }
        }
        return new Parsed.Run(options);
    }

    private static String unknown(String word) {
        return List.of("--pushes", "--exit", "--json", "--keep", "--help").stream()
                .filter(option -> word.length() > 3 && option.startsWith(word.substring(0, 4)))
                .findFirst()
                .map(option -> "no option '" + word + "'; did you mean " + option + "?")
                .orElse("no option '" + word + "'");
    }
}
