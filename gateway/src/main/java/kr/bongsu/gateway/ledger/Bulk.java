package kr.bongsu.gateway.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Writes many rows of one table in as few round trips as the engine allows.
sealed interface Bulk {

    /// Adds rows; each has a value for each column, in the table's order.
    void insert(Sql sql, Table table, List<@Nullable Object[]> rows) throws SQLException;

    /// Changes the rows whose ids come first in `rows`; every other column gets its new value.
    void update(Sql sql, Table table, List<@Nullable Object[]> rows) throws SQLException;

    /// JDBC batches, which are a loop inside SQLite.
    record Jdbc() implements Bulk {

        @Override
        public void insert(Sql sql, Table table, List<@Nullable Object[]> rows)
                throws SQLException {
            String places = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
            PreparedStatement statement =
                    sql.prepared(
                            "INSERT INTO %s (%s) VALUES (%s)"
                                    .formatted(
                                            table.name(),
                                            String.join(", ", table.names()),
                                            places));
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    Sql.bind(statement, i + 1, row[i], table.columns().get(i).type());
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }

        @Override
        public void update(Sql sql, Table table, List<@Nullable Object[]> rows)
                throws SQLException {
            String changes =
                    table.names().stream()
                            .skip(1)
                            .map(name -> name + " = ?")
                            .collect(Collectors.joining(", "));
            PreparedStatement statement =
                    sql.prepared(
                            "UPDATE %s SET %s WHERE %s = ?"
                                    .formatted(table.name(), changes, table.names().getFirst()));
            for (@Nullable Object[] row : rows) {
                for (int i = 1; i < row.length; i++) {
                    Sql.bind(statement, i, row[i], table.columns().get(i).type());
                }
                Sql.bind(statement, row.length, row[0], table.columns().getFirst().type());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /// The bulk protocol for new rows. It changes rows one by one, each with a plan of its own; so
    /// one statement changes some dozens, in a third less time.
    record MariaDb() implements Bulk {

        private static final int[] SIZES = {1, 8, 64};

        @Override
        public void insert(Sql sql, Table table, List<@Nullable Object[]> rows)
                throws SQLException {
            new Jdbc().insert(sql, table, table.grows() ? everyOtherFirst(rows) : rows);
        }

        /// InnoDB fills its pages when rows come in order, and has to split each of them when the
        /// rows grow. This way it splits them now, when it is cheaper, and they stay fuller.
        private static List<@Nullable Object[]> everyOtherFirst(List<@Nullable Object[]> rows) {
            List<@Nullable Object[]> ordered = new ArrayList<>(rows.size());
            for (int start = 0; start < 2; start++) {
                for (int i = start; i < rows.size(); i += 2) {
                    ordered.add(rows.get(i));
                }
            }
            return ordered;
        }

        @Override
        public void update(Sql sql, Table table, List<@Nullable Object[]> rows)
                throws SQLException {
            for (int from = 0; from < rows.size(); ) {
                int left = rows.size() - from;
                int size = IntStream.of(SIZES).filter(each -> left <= each).findFirst().orElse(64);
                List<@Nullable Object[]> some =
                        new ArrayList<>(rows.subList(from, from + Math.min(left, size)));
                from += some.size();
                while (some.size() < size) {
                    // The same once more changes nothing.
                    some.add(some.getLast());
                }
                change(sql, table, some);
            }
        }

        private static void change(Sql sql, Table table, List<@Nullable Object[]> rows)
                throws SQLException {
            String id = table.names().getFirst();
            String whens = " WHEN ? THEN ?".repeat(rows.size());
            List<String> changes = new ArrayList<>();
            List<Value> values = new ArrayList<>();
            for (int i = 1; i < table.columns().size(); i++) {
                Table.Column column = table.columns().get(i);
                @Nullable Object first = rows.getFirst()[i];
                int place = i;
                boolean same = rows.stream().allMatch(row -> Objects.equals(row[place], first));
                changes.add(column.name() + " = " + (same ? "?" : "CASE " + id + whens + " END"));
                if (same) {
                    values.add(new Value(first, column.type()));
                } else {
                    for (@Nullable Object[] row : rows) {
                        values.add(new Value(row[0], "bigint"));
                        values.add(new Value(row[i], column.type()));
                    }
                }
            }
            rows.forEach(row -> values.add(new Value(row[0], "bigint")));
            PreparedStatement statement =
                    sql.prepared(
                            "UPDATE %s SET %s WHERE %s IN (%s)"
                                    .formatted(
                                            table.name(),
                                            String.join(", ", changes),
                                            id,
                                            String.join(
                                                    ", ", Collections.nCopies(rows.size(), "?"))));
            for (int i = 0; i < values.size(); i++) {
                Sql.bind(statement, i + 1, values.get(i).value, values.get(i).type);
            }
            statement.executeUpdate();
        }

        /// What stands for a `?`.
        private record Value(@Nullable Object value, String type) {}
    }

    /// COPY and `unnest`: one statement however many rows.
    record Postgres() implements Bulk {

        @Override
        public void insert(Sql sql, Table table, List<@Nullable Object[]> rows)
                throws SQLException {
            StringBuilder text = new StringBuilder(rows.size() * 128);
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    if (i > 0) {
                        text.append('\t');
                    }
                    append(text, row[i]);
                }
                text.append('\n');
            }
            String copy =
                    "COPY %s (%s) FROM STDIN"
                            .formatted(table.name(), String.join(", ", table.names()));
            try {
                // Bytes: a reader is encoded piece by piece, which spoils what lies across two
                // pieces.
                sql.begun()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                copy,
                                new ByteArrayInputStream(
                                        text.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new SQLException("the connection broke: " + e.getMessage(), "08006", e);
            }
        }

        /// One value in COPY's text format.
        static void append(StringBuilder text, @Nullable Object value) {
            if (value == null) {
                text.append("\\N");
                return;
            }
            if (value instanceof byte[] bytes) {
                text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
                return;
            }
            String plain = value.toString();
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    default -> text.append(c);
                }
            }
        }

        @Override
        public void update(Sql sql, Table table, List<@Nullable Object[]> rows)
                throws SQLException {
            String changes =
                    table.names().stream()
                            .skip(1)
                            .map(name -> name + " = v." + name)
                            .collect(Collectors.joining(", "));
            String arrays =
                    table.columns().stream()
                            .map(column -> "?::" + column.type() + "[]")
                            .collect(Collectors.joining(", "));
            String id = table.names().getFirst();
            PreparedStatement statement =
                    sql.prepared(
                            "UPDATE %s t SET %s FROM unnest(%s) AS v(%s) WHERE t.%s = v.%s"
                                    .formatted(
                                            table.name(),
                                            changes,
                                            arrays,
                                            String.join(", ", table.names()),
                                            id,
                                            id));
            Connection connection = sql.begun();
            for (int i = 0; i < table.columns().size(); i++) {
                int column = i;
                statement.setArray(
                        i + 1,
                        connection.createArrayOf(
                                table.columns().get(i).type(),
                                rows.stream().map(row -> row[column]).toArray()));
            }
            statement.executeUpdate();
        }
    }
}
