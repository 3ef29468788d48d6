package kr.bongsu.gateway.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// An account as a line of the file: `NAME ROLE key=value ...`.
final class AccountLine {

    private AccountLine() {}

    static String write(Account account) {
        StringBuilder line = new StringBuilder(account.name()).append(' ');
        line.append(account.role().word());
        put(line, "version", Integer.toString(account.version()));
        put(line, "hash", account.credential().hash());
        put(line, "once", Boolean.toString(account.credential().oneTime()));
        put(line, "since", account.credential().since().toString());
        put(line, "failures", Integer.toString(account.attempts().failures()));
        account.attempts().lockedUntil().ifPresent(at -> put(line, "locked", at.toString()));
        account.attempts().lastEntry().ifPresent(at -> put(line, "entered", at.toString()));
        if (!account.attempts().known().isEmpty()) {
            put(
                    line,
                    "known",
                    account.attempts().known().stream()
                            .map(KnownBrowser::write)
                            .collect(Collectors.joining(",")));
        }
        return line.toString();
    }

    private static void put(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=').append(value);
    }

    /// @throws IllegalArgumentException with what is wrong with it
    static Account read(String line) {
        String[] words = line.strip().split(" +", -1);
        if (words.length < 2) {
            throw new IllegalArgumentException("it is not NAME ROLE key=value ...");
        }
        Role role =
                Role.of(words[1])
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no role " + words[1]));
        Map<String, String> values = new HashMap<>();
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + words[i] + "' is not key=value");
            }
            values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        try {
            return new Account(
                    words[0],
                    role,
                    new Account.Credential(
                            needed(values, "hash"),
                            Boolean.parseBoolean(needed(values, "once")),
                            Instant.parse(needed(values, "since"))),
                    new Account.Attempts(
                            Integer.parseInt(needed(values, "failures")),
                            Optional.ofNullable(values.get("locked")).map(Instant::parse),
                            Optional.ofNullable(values.get("entered")).map(Instant::parse),
                            known(values.getOrDefault("known", ""))),
                    Integer.parseInt(needed(values, "version")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time in it is none", e);
        }
    }

    private static List<KnownBrowser> known(String words) {
        return words.isEmpty()
                ? List.of()
                : Arrays.stream(words.split(",", -1)).map(KnownBrowser::read).toList();
    }

    private static String needed(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("it lacks " + key);
        }
        return value;
    }
}
