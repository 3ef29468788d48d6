package kr.bongsu.gateway.admin;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.search.Column;
import kr.bongsu.gateway.search.Condition;
import kr.bongsu.gateway.search.LogQuery;
import kr.bongsu.gateway.search.Match;

/// Reads what is asked of the log from the parameters of an address.
///
/// A column's name asks for it exactly, `NAME.prefix` and `NAME.contains` for a part of it,
/// `NAME.from` and `NAME.until` for a time.
final class PushQuestion {

    private static final int DEFAULT_ROWS = 100;
    private static final int LONGEST_TEXT = 1_024;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Set<String> PLACES = Set.of("before", "after", "page");
    private static final Map<String, PushState> STATES =
            Arrays.stream(PushState.values())
                    .collect(Collectors.toUnmodifiableMap(PushState::word, Function.identity()));
    private static final Map<String, Lane> LANES =
            Arrays.stream(Lane.values())
                    .collect(Collectors.toUnmodifiableMap(Lane::word, Function.identity()));
    private static final Map<String, Column> COLUMNS =
            Arrays.stream(Column.values())
                    .collect(Collectors.toUnmodifiableMap(Column::word, Function.identity()));
    private static final Map<String, Condition.TimeColumn> TIMES =
            Arrays.stream(Condition.TimeColumn.values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Condition.TimeColumn::word, Function.identity()));
    private static final Map<String, LogQuery.Order> ORDERS =
            Map.of("newest", LogQuery.Order.NEWEST, "oldest", LogQuery.Order.OLDEST);

    private final MultiMap parameters;

    private PushQuestion(MultiMap parameters) {
        this.parameters = parameters;
    }

    /// @throws Problem that names the parameter that is wrong
    static LogQuery read(MultiMap parameters) {
        return new PushQuestion(parameters).query();
    }

    private LogQuery query() {
        List<Condition> conditions = new ArrayList<>();
        for (String name : parameters.names()) {
            condition(name).ifPresent(conditions::add);
        }
        int rows =
                one("limit")
                        .map(text -> (int) number("limit", text, 1, LogQuery.MOST_ROWS))
                        .orElse(DEFAULT_ROWS);
        LogQuery.Order order =
                one("order")
                        .map(text -> choice("order", text, ORDERS))
                        .orElse(LogQuery.Order.NEWEST);
        return new LogQuery(conditions, order, place(), rows);
    }

    private LogQuery.Place place() {
        List<String> given = PLACES.stream().filter(parameters::contains).sorted().toList();
        if (given.size() > 1) {
            throw new Problem(400, "'" + String.join("' and '", given) + "' exclude each other");
        }
        return Stream.of(
                        place("before", 0, LogQuery.Place.Before::new),
                        place("after", 0, LogQuery.Place.After::new),
                        place("page", 1, LogQuery.Place.Numbered::new))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(LogQuery.Place.First::new);
    }

    private Optional<LogQuery.Place> place(
            String name, long least, Function<Long, LogQuery.Place> make) {
        return one(name).map(text -> make.apply(number(name, text, least, Long.MAX_VALUE / 1_000)));
    }

    private Optional<Condition> condition(String name) {
        if (PLACES.contains(name) || Set.of("limit", "order", "count").contains(name)) {
            return Optional.empty();
        }
        if (name.equals("state")) {
            EnumSet<PushState> states = EnumSet.noneOf(PushState.class);
            parameters.getAll(name).forEach(text -> states.add(choice(name, text, STATES)));
            return Optional.of(new Condition.State(states));
        }
        String value = one(name).orElse("");
        if (name.equals("lane")) {
            return Optional.of(new Condition.Travels(choice(name, value, LANES)));
        }
        int dot = name.indexOf('.');
        String column = dot < 0 ? name : name.substring(0, dot);
        String how = dot < 0 ? "" : name.substring(dot + 1);
        if (TIMES.containsKey(column)) {
            return time(name, TIMES.get(column), how);
        }
        if (!COLUMNS.containsKey(column)) {
            throw new Problem(
                    400,
                    "there is no '"
                            + name
                            + "' to search by; there are "
                            + list(COLUMNS.keySet())
                            + ", "
                            + list(TIMES.keySet())
                            + ", state, lane");
        }
        if (value.isEmpty() || value.length() > LONGEST_TEXT) {
            throw new Problem(400, "'" + name + "' must have 1 to " + LONGEST_TEXT + " characters");
        }
        Match match =
                switch (how) {
                    case "" -> Match.EXACT;
                    case "prefix" -> Match.PREFIX;
                    case "contains" -> Match.CONTAINS;
                    default ->
                            throw new Problem(
                                    400,
                                    "'"
                                            + name
                                            + "' is no way to search; write ."
                                            + Match.PREFIX.word()
                                            + " or ."
                                            + Match.CONTAINS.word());
                };
        return Optional.of(new Condition.Text(COLUMNS.get(column), match, value));
    }

    private Optional<Condition> time(String name, Condition.TimeColumn column, String how) {
        Optional<Instant> from = instant(column.word() + ".from");
        Optional<Instant> until = instant(column.word() + ".until");
        return switch (how) {
            case "from" -> Optional.of(new Condition.Between(column, from, until));
            case "until" ->
                    // Both ends are one condition.
                    from.isPresent()
                            ? Optional.empty()
                            : Optional.of(new Condition.Between(column, from, until));
            default ->
                    throw new Problem(
                            400,
                            "'"
                                    + name
                                    + "' is a time; write "
                                    + column.word()
                                    + ".from or "
                                    + column.word()
                                    + ".until");
        };
    }

    private Optional<Instant> instant(String name) {
        return one(name).map(text -> time(name, text));
    }

    /// A time that the ledger can hold.
    static Instant time(String name, String text) {
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeParseException notOne) {
            // Reported below with those that are too far.
        }
        throw new Problem(400, "'" + name + "' must be a time such as 2026-03-02T00:00:00Z");
    }

    private Optional<String> one(String name) {
        List<String> values = parameters.getAll(name);
        if (values.size() > 1) {
            throw new Problem(400, "'" + name + "' must be given once");
        }
        return values.stream().findFirst();
    }

    private static <T> T choice(String name, String text, Map<String, T> choices) {
        T chosen = choices.get(text);
        if (chosen == null) {
            throw new Problem(400, "'" + name + "' must be one of " + list(choices.keySet()));
        }
        return chosen;
    }

    static long number(String name, String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notOne) {
            // Reported below with every other value that is out of range.
        }
        throw new Problem(400, "'" + name + "' must be one number from " + least + " to " + most);
    }

    private static String list(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}
