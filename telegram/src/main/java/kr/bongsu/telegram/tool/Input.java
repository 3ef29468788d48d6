package kr.bongsu.telegram.tool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the bytes in what a person hands over: plain hexadecimal digits, or a dump by Bongsu, xxd
/// or hexdump -C, with its offsets and text aside.
final class Input {

    /// `00000000: 3030 3137 3631 001761`, as xxd prints it.
    private static final Pattern XXD =
            Pattern.compile("\\p{XDigit}{6,16}:((?: (?:\\p{XDigit}{2}){1,2})+)(?:\\s.*)?");

    /// `000000 30 30 31 |001|`, as hexdump -C and Bongsu print it.
    private static final Pattern DUMP =
            Pattern.compile("\\p{XDigit}{6,16} ((?: {1,2}\\p{XDigit}{2})+)\\s*(?:\\|.*)?");

    private static final Pattern OFFSET = Pattern.compile("\\p{XDigit}{6,16}");
    private static final int LONGEST_DUMP_LINE = 200;

    private Input() {}

    /// The bytes of a hex dump; nothing when it is none.
    static Optional<byte[]> hex(byte[] input) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean dump = false;
        for (String written : new String(input, StandardCharsets.ISO_8859_1).lines().toList()) {
            String line = (written.startsWith("# ") ? written.substring(2) : written).strip();
            if (dump && OFFSET.matcher(line).matches()) {
                continue; // hexdump ends with an offset alone
            }
            Optional<String> dumped = dumped(line);
            dump |= dumped.isPresent();
            String digits = dumped.orElse(line).replace(" ", "");
            if (digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
                return Optional.empty();
            }
            bytes.writeBytes(HexFormat.of().parseHex(digits));
        }
        return Optional.of(bytes.toByteArray());
    }

    private static Optional<String> dumped(String line) {
        if (line.length() > LONGEST_DUMP_LINE) {
            return Optional.empty();
        }
        for (Pattern form : List.of(XXD, DUMP)) {
            Matcher matcher = form.matcher(line);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
