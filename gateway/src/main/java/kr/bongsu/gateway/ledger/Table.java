package kr.bongsu.gateway.ledger;

import java.util.List;

/// Columns that are written together, many rows at a time.
///
/// @param columns the first one is the id
record Table(String name, List<Column> columns) {

    /// @param type `bigint` or `text`, as PostgreSQL calls it
    record Column(String name, String type) {}

    Table {
        columns = List.copyOf(columns);
    }

    /// @param columns `name` for a text, `name#` for a whole number
    static Table of(String name, String... columns) {
        return new Table(
                name,
                List.of(columns).stream()
                        .map(column ->
                                column.endsWith("#")
                                        ? new Column(
                                                column.substring(0, column.length() - 1), "bigint")
                                        : new Column(column, "text"))
                        .toList());
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }
}
