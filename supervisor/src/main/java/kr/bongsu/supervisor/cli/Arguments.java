package kr.bongsu.supervisor.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.app.Spelling;

/// What was typed after a command, taken apart: words, options, settings, and what follows `--`.
final class Arguments {
    /// What every command understands.
    static final Set<Option> COMMON = EnumSet.of(Option.SILENT, Option.NO_COLOR, Option.HELP);

    private final Set<Option> known;
    private final List<String> words = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private final Map<Option, String> options = new EnumMap<>(Option.class);
    private Settings settings = Settings.none();

    private Arguments(Set<Option> known) {
        this.known = known;
    }

    /// Takes arguments apart.
    ///
    /// @throws UsageException for an option that the command does not know
    static Arguments parse(List<String> given, Set<Option> known) {
        EnumSet<Option> all = EnumSet.copyOf(COMMON);
        all.addAll(known);
        Arguments arguments = new Arguments(all);
        int i = 0;
        while (i < given.size()) {
            String word = given.get(i++);
            if (word.equals("--")) {
                arguments.rest.addAll(given.subList(i, given.size()));
                break;
            }
            if (word.length() < 2 || !word.startsWith("-") || word.matches("-\\d+")) {
                arguments.words.add(word);
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            Option option = arguments.named(equals < 0 ? word : word.substring(0, equals));
            String value = option.fixed();
            if (option.takesValue()) {
                if (equals >= 0) {
                    value = word.substring(equals + 1);
                } else if (i < given.size()) {
                    value = given.get(i++);
                } else {
                    throw new UsageException(word + " needs a value");
                }
            } else if (equals >= 0) {
                throw new UsageException(option.word() + " takes no value");
            }
            arguments.take(option, value);
        }
        return arguments;
    }

    private Option named(String word) {
        List<String> all = new ArrayList<>();
        for (Option option : known) {
            if (option.word().equals(word)
                    || (!option.letter().isEmpty() && option.letter().equals(word))) {
                return option;
            }
            all.add(option.word());
        }
        throw new UsageException("unknown option " + word + Spelling.hint(word, all));
    }

    private void take(Option option, String value) {
        Attribute attribute = option.attribute();
        if (attribute == null) {
            options.put(option, value);
            return;
        }
        try {
            settings = settings.with(attribute, value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option.word() + ": " + e.getMessage());
        }
    }

    List<String> words() {
        return words;
    }

    List<String> rest() {
        return rest;
    }

    Settings settings() {
        return settings;
    }

    boolean has(Option option) {
        return options.containsKey(option);
    }

    String value(Option option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    int number(Option option, int otherwise) {
        String value = options.get(option);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageException(option.word() + " needs a number, not \"" + value + "\"");
        }
    }

    /// The words, of which there must be at least one.
    List<String> targets(String command) {
        if (words.isEmpty()) {
            throw new UsageException(
                    "\""
                            + command
                            + "\" needs to know what: an id, a name, a namespace, a /pattern/ or all");
        }
        return words;
    }

    void atMost(int count, String command) {
        if (words.size() > count) {
            throw new UsageException(
                    "\""
                            + command
                            + "\" does not know what to do with \""
                            + words.get(count)
                            + "\"");
        }
    }
}
