package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.bongsu.gateway.push.Lane;
import org.jspecify.annotations.Nullable;

/// Reads where pushes stand, locked until the commit, and writes where they go.
final class Standings {

    private static final Table PUSH =
            Table.of(
                    "push",
                    "id#",
                    "state#",
                    "attempts#",
                    "owner#",
                    "due_at#",
                    "settled_at#",
                    "result",
                    "fcm_name");

    private Standings() {}

    static Map<Long, Standing> lock(Sql sql, List<Long> ids) throws SQLException {
        Map<Long, Standing> found = HashMap.newHashMap(ids.size());
        sql.queryIn(
                """
                SELECT id, lane, state, attempts, owner, due_at, settled_at, result, fcm_name
                FROM push WHERE id IN ({in})
                """
                        + sql.dialect().locked(),
                ids,
                row -> found.put(row.getLong(1), standing(row)));
        return found;
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getLong(1),
                Lane.of(row.getInt(2)),
                PushState.of(row.getInt(3)),
                row.getInt(4),
                number(row, 5),
                number(row, 6),
                new Standing.Result(number(row, 7), row.getString(8), row.getString(9)));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static void write(Sql sql, List<Standing> standings) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>(standings.size());
        for (Standing each : standings) {
            rows.add(
                    new @Nullable Object[] {
                        each.id(),
                        each.state().number(),
                        each.attempts(),
                        each.owner(),
                        each.due(),
                        each.result().settledAt(),
                        clean(each.result().text()),
                        clean(each.result().fcmName())
                    });
        }
        sql.updateById(PUSH, rows);
    }

    /// What FCM says is not ours to trust.
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : Sql.clean(text);
    }
}
