package kr.bongsu.telegram.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kr.bongsu.telegram.HexDump;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.YamlFile;
import kr.bongsu.telegram.yaml.YamlMap;

/// `bongsu telegram`: see [Arguments#HELP].
public final class Main {

    private static final int BAD_USE = 2;
    private static final int LARGEST = 64 << 20;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    Main(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new Main(System.in, out, err).run(List.of(words));
        out.flush();
        System.exit(code);
    }

    /// Runs the program to its end.
    ///
    /// @return the exit code
    int run(List<String> words) {
        return switch (Arguments.parse(words)) {
            case Arguments.Parsing.Refused(String why) -> {
                err.println("bongsu telegram: " + why);
                yield BAD_USE;
            }
            case Arguments.Parsing.Parsed(Arguments arguments) -> run(arguments);
        };
    }

    private int run(Arguments arguments) {
        Faults faults = new Faults();
        Optional<Layout> layout =
                arguments.layout().isEmpty()
                        ? Optional.of(LayoutReader.defaultLayout())
                        : LayoutReader.read(Path.of(arguments.layout().get()), faults);
        if (layout.isEmpty()) {
            return refuse(faults);
        }
        try {
            return switch (arguments.command()) {
                case HELP -> print(Arguments.HELP);
                case DESCRIBE -> print(Describe.describe(layout.get()));
                case DECODE -> decode(arguments, layout.get());
                case ENCODE -> encode(arguments, layout.get());
            };
        } catch (NoSuchFileException missing) {
            err.println("bongsu telegram: there is no file " + missing.getFile());
        } catch (IOException failed) {
            err.println("bongsu telegram: the input cannot be read: " + failed.getMessage());
        }
        return 1;
    }

    private int decode(Arguments arguments, Layout layout) throws IOException {
        byte[] input = input(arguments);
        Optional<byte[]> hex =
                arguments.form() == Arguments.Form.RAW ? Optional.empty() : Input.hex(input);
        if (arguments.form() == Arguments.Form.HEX && hex.isEmpty()) {
            err.println(
                    "bongsu telegram: the input is no hex dump; a line holds an odd number of digits"
                            + " or something else than digits");
            return 1;
        }
        Decode decode = new Decode(layout, arguments.clear());
        out.print(decode.decode(hex.orElse(input)));
        return decode.isFaulty() ? 1 : 0;
    }

    private int encode(Arguments arguments, Layout layout) throws IOException {
        String name = arguments.file().orElse("standard input");
        Faults faults = new Faults();
        String text = new String(input(arguments), StandardCharsets.UTF_8);
        YamlMap file = YamlFile.parse(name, text, faults);
        byte[] bytes = Encode.encode(file, layout);
        if (!faults.isEmpty()) {
            return refuse(faults);
        }
        if (arguments.form() == Arguments.Form.RAW) {
            out.writeBytes(bytes);
        } else {
            out.print(HexDump.clear(bytes, bytes.length));
        }
        Decode check = new Decode(layout, false);
        check.decode(bytes)
                .lines()
                .filter(line -> line.contains("malformed"))
                .forEach(err::println);
        return check.isFaulty() ? 1 : 0;
    }

    private byte[] input(Arguments arguments) throws IOException {
        try (InputStream source =
                arguments.file().isPresent()
                        ? Files.newInputStream(Path.of(arguments.file().get()))
                        : in) {
            byte[] bytes = source.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than 64 MB; split it");
            }
            return bytes;
        }
    }

    private int print(String text) {
        out.print(text);
        return 0;
    }

    private int refuse(Faults faults) {
        faults.list().forEach(fault -> err.println("bongsu telegram: " + fault));
        return 1;
    }
}
