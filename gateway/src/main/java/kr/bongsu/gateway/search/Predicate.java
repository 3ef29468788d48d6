package kr.bongsu.gateway.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.PushState;

/// Conditions as SQL over `push p`, `message m` and `telegram t`.
///
/// @param sql begins with ` AND`, or is empty
/// @param of the tables that it looks at
record Predicate(String sql, List<Object> arguments, Set<Column.Of> of) {

    Predicate {
        arguments = List.copyOf(arguments);
    }

    static Predicate of(List<Condition> conditions) {
        StringBuilder sql = new StringBuilder();
        List<Object> arguments = new ArrayList<>();
        EnumSet<Column.Of> of = EnumSet.noneOf(Column.Of.class);
        for (Condition condition : conditions) {
            of.add(tableOf(condition));
            sql.append(" AND ");
            switch (condition) {
                case Condition.Text text -> text(text, sql, arguments);
                case Condition.State state -> state(state, sql);
                case Condition.Travels travels -> {
                    sql.append("p.lane = ?");
                    arguments.add((long) travels.lane().number());
                }
                case Condition.Between between -> between(between, sql, arguments);
            }
        }
        return new Predicate(sql.toString(), arguments, of);
    }

    /// Those that a message alone decides.
    static Predicate ofMessages(List<Condition> conditions) {
        return of(conditions.stream().filter(each -> tableOf(each) == Column.Of.MESSAGE).toList());
    }

    /// `FROM push p` and the tables that the conditions need.
    String from() {
        if (of.contains(Column.Of.TELEGRAM)) {
            return "FROM push p JOIN message m ON m.id = p.message JOIN telegram t ON t.id = m.telegram";
        }
        return of.contains(Column.Of.MESSAGE)
                ? "FROM push p JOIN message m ON m.id = p.message"
                : "FROM push p";
    }

    private static Column.Of tableOf(Condition condition) {
        return switch (condition) {
            case Condition.Text text -> text.column().of();
            case Condition.State _, Condition.Travels _ -> Column.Of.PUSH;
            case Condition.Between between ->
                    switch (between.column()) {
                        case ACCEPTED -> Column.Of.TELEGRAM;
                        case SETTLED -> Column.Of.PUSH;
                        case RESERVED -> Column.Of.MESSAGE;
                    };
        };
    }

    private static void text(Condition.Text text, StringBuilder sql, List<Object> arguments) {
        List<String> either = new ArrayList<>();
        for (String expression : text.column().expressions()) {
            either.add(
                    switch (text.match()) {
                        case EXACT -> expression + " = ?";
                        case PREFIX ->
                                "substr("
                                        + expression
                                        + ", 1, "
                                        + codePoints(text.value())
                                        + ") = ?";
                        case CONTAINS -> Terms.contains(expression, text.value());
                    });
            arguments.add(
                    text.match() == Match.CONTAINS ? Terms.folded(text.value()) : text.value());
        }
        sql.append('(').append(String.join(" OR ", either)).append(')');
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static void state(Condition.State state, StringBuilder sql) {
        sql.append(
                state.ordered().stream()
                        .map(PushState::number)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", "p.state IN (", ")")));
    }

    private static void between(
            Condition.Between between, StringBuilder sql, List<Object> arguments) {
        String expression = between.column().expression();
        sql.append(expression).append(" IS NOT NULL");
        between.from()
                .map(Instant::toEpochMilli)
                .ifPresent(from -> {
                    sql.append(" AND ").append(expression).append(" >= ?");
                    arguments.add(from);
                });
        between.until()
                .map(Instant::toEpochMilli)
                .ifPresent(until -> {
                    sql.append(" AND ").append(expression).append(" < ?");
                    arguments.add(until);
                });
    }
}
