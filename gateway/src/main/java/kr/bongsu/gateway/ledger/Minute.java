package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.gateway.push.Lane;

/// How many pushes something happened to in one minute, on all nodes.
public record Minute(Instant minute, Lane lane, StatKind kind, long pushes) {

    private static final long SECONDS = 60;

    /// @param until not included
    static List<Minute> read(Sql sql, Instant from, Instant until) throws SQLException {
        List<Minute> minutes = new ArrayList<>();
        try (ResultSet row =
                sql.query(
                        """
                        SELECT minute, lane, kind, sum(pushes) FROM stat
                        WHERE minute >= ? AND minute < ? GROUP BY minute, lane, kind
                        ORDER BY minute, lane, kind
                        """,
                        from.getEpochSecond() / SECONDS,
                        until.getEpochSecond() / SECONDS)) {
            while (row.next()) {
                minutes.add(
                        new Minute(
                                Instant.ofEpochSecond(row.getLong(1) * SECONDS),
                                Lane.of(row.getInt(2)),
                                StatKind.of(row.getInt(3)),
                                row.getLong(4)));
            }
        }
        return minutes;
    }
}
