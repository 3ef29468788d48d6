package kr.bongsu.gateway;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.upkeep.Lines;
import kr.bongsu.telegram.yaml.Nearest;

/// What `bongsu ledger` was asked to do.
record LedgerOptions(Command command, Map<String, String> values) {

    /// What it can do, each with its options.
    enum Command {
        CHECK,
        EXPORT,
        BACKUP,
        RESTORE,
        FLUSH,
        DEAD_TOKENS;

        Set<String> options() {
            return switch (this) {
                case CHECK -> Set.of("--config");
                case EXPORT -> Set.of("--config", "--from", "--until", "--format", "--output");
                case BACKUP -> Set.of("--config", "--output");
                case RESTORE -> Set.of("--config", "--from-file");
                case FLUSH -> Set.of("--config", "--name");
                case DEAD_TOKENS -> Set.of("--config", "--output");
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// It cannot be understood; the message says what.
    static final class Wrong extends RuntimeException {
        Wrong(String what) {
            super(what);
        }
    }

    static LedgerOptions read(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new Wrong("a command is missing");
        }
        String word = arguments.getFirst();
        Command command =
                Arrays.stream(Command.values())
                        .filter(each -> each.word().equals(word))
                        .findFirst()
                        .orElseThrow(() ->
                                new Wrong(
                                        "there is no command '"
                                                + word
                                                + "'"
                                                + near(word, words())));
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (!command.options().contains(option)) {
                throw new Wrong("unknown option " + option + near(option, command.options()));
            }
            if (i + 1 == arguments.size()) {
                throw new Wrong(option + " needs a value");
            }
            values.put(option, arguments.get(i + 1));
        }
        return new LedgerOptions(command, Map.copyOf(values));
    }

    private static List<String> words() {
        return Arrays.stream(Command.values()).map(Command::word).toList();
    }

    private static String near(String word, Iterable<String> words) {
        List<String> all = new java.util.ArrayList<>();
        words.forEach(all::add);
        return Nearest.to(word, all).map(each -> "; did you mean " + each + "?").orElse("");
    }

    Optional<String> optional(String option) {
        return Optional.ofNullable(values.get(option));
    }

    Optional<Path> optionalPath(String option) {
        return optional(option).map(Path::of);
    }

    Path path(String option) {
        return Path.of(text(option));
    }

    Instant time(String option) {
        try {
            return OffsetDateTime.parse(text(option)).toInstant();
        } catch (DateTimeException e) {
            throw new Wrong(option + " must be a time such as 2026-03-02T09:00:00+09:00");
        }
    }

    Lines format() {
        return Arrays.stream(Lines.values())
                .filter(each -> each.word().equals(text("--format")))
                .findFirst()
                .orElseThrow(() -> new Wrong("--format must be csv or jsonl"));
    }

    private String text(String option) {
        return optional(option).orElseThrow(() -> new Wrong(option + " is missing"));
    }
}
