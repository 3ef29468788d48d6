package kr.bongsu.gateway.ledger;

import java.util.List;

/// Columns that are written together, many rows at a time.
///
/// @param columns the first one is the id
/// @param grows whether its rows become longer later
public record Table(String name, List<Column> columns, boolean grows) {

    /// One of them.
    ///
    /// @param type `bigint`, `text` or `bytea`, as PostgreSQL calls it
    public record Column(String name, String type) {}

    public Table {
        columns = List.copyOf(columns);
    }

    /// Columns by their names.
    ///
    /// @param columns `name` for a text, `name#` for a whole number, `name*` for bytes
    public static Table of(String name, String... columns) {
        return new Table(name, List.of(columns).stream().map(Table::column).toList(), false);
    }

    /// The same, of rows that become longer later.
    public Table growing() {
        return new Table(name, columns, true);
    }

    private static Column column(String text) {
        String name = text.substring(0, text.length() - 1);
        return switch (text.charAt(text.length() - 1)) {
            case '#' -> new Column(name, "bigint");
            case '*' -> new Column(name, "bytea");
            default -> new Column(text, "text");
        };
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }
}
