package kr.bongsu.telegram.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.bongsu.telegram.yaml.Nearest;

/// What `bongsu telegram` was told.
///
/// @param layout a layout file; the default layout when empty
/// @param file to read; standard input when empty
record Arguments(
        Command command, Optional<String> layout, boolean clear, Form form, Optional<String> file) {

    enum Command {
        DECODE,
        ENCODE,
        DESCRIBE,
        HELP
    }

    /// How bytes are written down.
    enum Form {
        AUTO,
        HEX,
        RAW
    }

    /// Either arguments or why there are none, for a person.
    sealed interface Parsing {

        record Parsed(Arguments arguments) implements Parsing {}

        record Refused(String why) implements Parsing {}
    }

    static final String HELP =
            """
            Usage: bongsu telegram COMMAND [options] [FILE]

            Reads FILE, or standard input.

              decode     telegrams as YAML, personal data masked; what is no telegram as a masked hex dump.
                         Takes raw bytes, hexadecimal digits, and dumps of xxd, hexdump -C and Bongsu
              encode     YAML, as decode writes it, as a hex dump. Counts are taken as they are written
              describe   the layout's tables

            Options
              --layout FILE   telegram layout, YAML (Bongsu's default layout)
              --clear         decode: personal data as it is; take care where you put it
              --raw           decode: the input is bytes; encode: write bytes
              --hex           decode: the input is a hex dump
              --help

            Exit code 0: every telegram was good; 1: not every one was, or the input cannot be read; 2: wrong use.
            """;

    static Parsing parse(List<String> words) {
        List<String> left = new ArrayList<>(words);
        Optional<Command> command = Optional.empty();
        Optional<String> layout = Optional.empty();
        Optional<String> file = Optional.empty();
        boolean clear = false;
        Form form = Form.AUTO;
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            switch (word) {
                case "decode" -> command = command.or(() -> Optional.of(Command.DECODE));
                case "encode" -> command = command.or(() -> Optional.of(Command.ENCODE));
                case "describe" -> command = command.or(() -> Optional.of(Command.DESCRIBE));
                case "--help" -> command = Optional.of(Command.HELP);
                case "--clear" -> clear = true;
                case "--raw" -> form = Form.RAW;
                case "--hex" -> form = Form.HEX;
                case "--layout" -> {
                    if (left.isEmpty()) {
                        return new Parsing.Refused("--layout names no file");
                    }
                    layout = Optional.of(left.removeFirst());
                }
                default -> {
                    if ((word.startsWith("-") && !word.equals("-")) || command.isEmpty()) {
                        return new Parsing.Refused(unknown(word));
                    }
                    if (file.isPresent()) {
                        return new Parsing.Refused("two files are named; name one");
                    }
                    file = Optional.of(word);
                }
            }
        }
        if (command.isEmpty()) {
            return new Parsing.Refused("no command; write decode, encode or describe");
        }
        Optional<String> named = file.filter(name -> !name.equals("-"));
        return new Parsing.Parsed(new Arguments(command.get(), layout, clear, form, named));
    }

    private static String unknown(String word) {
        List<String> known =
                List.of(
                        "decode",
                        "encode",
                        "describe",
                        "--layout",
                        "--clear",
                        "--raw",
                        "--hex",
                        "--help");
        return "'"
                + word
                + "' is not known; "
                + Nearest.to(word, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("see bongsu telegram --help");
    }
}
