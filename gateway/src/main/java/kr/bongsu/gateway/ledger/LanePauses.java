package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import kr.bongsu.gateway.push.Lane;

/// Which lanes are paused: in the ledger, so that it outlives every gateway and holds for all of
/// them.
public final class LanePauses {

    private final Backroom backroom;

    LanePauses(Backroom backroom) {
        this.backroom = backroom;
    }

    /// Those that are paused now.
    ///
    /// @throws LedgerException when the ledger cannot be read
    public List<LanePause> list() {
        return backroom.read(reads ->
                reads.list(
                        "SELECT lane, since, who, reason FROM lane_pause ORDER BY lane",
                        List.of(),
                        row ->
                                new LanePause(
                                        Lane.of(row.getInt(1)),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        row.getString(3),
                                        row.getString(4))));
    }

    /// Pauses a lane, or changes who paused it and why.
    public void pause(LanePause pause) throws SQLException, InterruptedException {
        backroom.write(
                2,
                writes -> {
                    delete(writes, pause.lane());
                    writes.update(
                            "INSERT INTO lane_pause (lane, since, who, reason) VALUES (?, ?, ?, ?)",
                            pause.lane().number(),
                            pause.since().toEpochMilli(),
                            pause.by(),
                            pause.reason());
                });
    }

    public void resume(Lane lane) throws SQLException, InterruptedException {
        backroom.write(1, writes -> delete(writes, lane));
    }

    private static void delete(Writes writes, Lane lane) throws SQLException {
        writes.update("DELETE FROM lane_pause WHERE lane = ?", lane.number());
    }
}
