package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Minute;
import kr.bongsu.gateway.ledger.StatKind;
import kr.bongsu.gateway.push.Lane;

/// What the ledger knows of the day and of what waits, as it was at a moment.
///
/// @param backlog pushes that are not finished, by lane; counted to a million
/// @param today how many pushes something happened to since midnight in Seoul, by what
record Tally(Instant at, JsonObject backlog, JsonObject today) {

    static final Tally NONE = new Tally(Instant.EPOCH, new JsonObject(), new JsonObject());

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /// Blocks.
    static Tally read(Ledger ledger, Instant now) {
        return new Tally(now, backlog(ledger), today(ledger, now));
    }

    private static JsonObject backlog(Ledger ledger) {
        JsonObject backlog = new JsonObject();
        for (Lane lane : Lane.values()) {
            backlog.put(lane.word(), 0L);
        }
        ledger.backroom()
                .read(reads ->
                        reads.list(
                                """
                                SELECT lane, count(*) FROM
                                  (SELECT lane FROM push WHERE owner >= 0 LIMIT 1000000) waiting
                                GROUP BY lane
                                """,
                                List.of(),
                                row -> Map.entry(Lane.of(row.getInt(1)), row.getLong(2))))
                .forEach(each -> backlog.put(each.getKey().word(), each.getValue()));
        return backlog;
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
