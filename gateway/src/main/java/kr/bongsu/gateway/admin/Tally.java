package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Minute;
import kr.bongsu.gateway.ledger.Reads;
import kr.bongsu.gateway.ledger.StatKind;
import kr.bongsu.gateway.push.Lane;

/// What the ledger knows of the day and of what waits, as it was at a moment.
///
/// @param backlog pushes that are not finished, by lane
/// @param orMore the lanes in which there may be more of them
/// @param today how many pushes something happened to since midnight in Seoul, by what
record Tally(Instant at, JsonObject backlog, JsonArray orMore, JsonObject today) {

    static final Tally NONE =
            new Tally(Instant.EPOCH, new JsonObject(), new JsonArray(), new JsonObject());

    /// So far each lane is counted.
    static final int MOST = 1_000_000;

    private static final long NO_MORE = -1;
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /// Blocks.
    ///
    /// @param most how far a lane is counted
    static Tally read(Ledger ledger, Instant now, int most) {
        JsonObject backlog = new JsonObject();
        JsonArray orMore = new JsonArray();
        for (Lane lane : Lane.values()) {
            long waiting = ledger.backroom().read(reads -> waiting(reads, lane, most));
            backlog.put(lane.word(), waiting);
            if (waiting >= most) {
                orMore.add(lane.word());
            }
        }
        return new Tally(now, backlog, orMore, today(ledger, now));
    }

    /// One owner after the other, because the index has the lane behind the owner: so one lane is
    /// counted without a look at the other. Owners are the gateways, and nobody.
    private static long waiting(Reads reads, Lane lane, int most) {
        long waiting = 0;
        for (long owner = ownerAfter(reads, -1);
                owner != NO_MORE && waiting < most;
                owner = ownerAfter(reads, owner)) {
            waiting +=
                    reads.number(
                            0,
                            """
                            SELECT count(*) FROM
                              (SELECT id FROM push WHERE owner = ? AND lane = ? LIMIT ?) waiting
                            """,
                            owner,
                            lane.number(),
                            most - waiting);
        }
        return waiting;
    }

    private static long ownerAfter(Reads reads, long owner) {
        return reads.number(
                NO_MORE, "SELECT owner FROM push WHERE owner > ? ORDER BY owner LIMIT 1", owner);
    }

    private static JsonObject today(Ledger ledger, Instant now) {
        Instant midnight = now.atZone(SEOUL).truncatedTo(ChronoUnit.DAYS).toInstant();
        Map<StatKind, Long> sums = new EnumMap<>(StatKind.class);
        for (StatKind kind : StatKind.values()) {
            sums.put(kind, 0L);
        }
        for (Minute minute : ledger.log().minutes(midnight, now.plus(1, ChronoUnit.MINUTES))) {
            sums.merge(minute.kind(), minute.pushes(), Long::sum);
        }
        JsonObject today = new JsonObject();
        sums.forEach((kind, pushes) -> today.put(kind.word(), pushes));
        return today;
    }
}
