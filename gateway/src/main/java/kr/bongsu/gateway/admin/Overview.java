package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.pulse.Vitals;

/// What the gateway does at this moment, from memory; what has to be read from the ledger is a few
/// seconds old.
final class Overview {

    static final String VERSION = "0.1.0";

    private static final Log LOG = Log.of(Overview.class);
    private static final long TALLY_SECONDS = 5;

    private final Crew crew;
    private final Ledger ledger;
    private final Links links;
    private final Sending sending;
    private final InstantSource clock;
    private final Rates rates = new Rates();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Tally tally = Tally.NONE;

    Overview(Crew crew, Ledger ledger, Links links, Sending sending, InstantSource clock) {
        this.crew = crew;
        this.ledger = ledger;
        this.links = links;
        this.sending = sending;
        this.clock = clock;
    }

    /// To be called once a second.
    void sample() {
        rates.sample(clock.instant(), ledger.counts());
    }

    /// With the rates of the last two minutes.
    JsonObject whole() {
        JsonArray history = new JsonArray();
        rates.history().forEach(point -> history.add(json(point)));
        return now().put("history", history);
    }

    /// Never blocks; has what must be read from the ledger read for the next time.
    JsonObject now() {
        Instant now = clock.instant();
        Tally known = tally;
        if (known.at().isBefore(now.minusSeconds(TALLY_SECONDS))) {
            readTally(now);
        }
        Counts counts = ledger.counts();
        return new JsonObject()
                .put("version", VERSION)
                .put("at", now.toString())
                .put("counts", counts(counts))
                .put("states", states(counts))
                .put("rates", json(rates.now()))
                .put("backlog", known.backlog())
                .put("backlog_or_more", known.orMore())
                .put("today", known.today())
                .put("fcm", fcm())
                .put("results", results(now));
    }

    JsonArray links() {
        JsonArray array = new JsonArray();
        links.list().forEach(link -> array.add(Json.link(link)));
        return array;
    }

    private void readTally(Instant now) {
        if (!reading.compareAndSet(false, true)) {
            return;
        }
        crew.run(() -> Tally.read(ledger, now, Tally.MOST))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        tally = done.result();
                    } else {
                        LOG.warn("console.tally-failed", "why", String.valueOf(done.cause()));
                    }
                    reading.set(false);
                });
    }

    private static JsonObject counts(Counts counts) {
        return new JsonObject()
                .put("stored", counts.stored())
                .put("pending", counts.open())
                .put("accepted", counts.accepted())
                .put("rejected", counts.settled() - counts.accepted());
    }

    private static JsonObject states(Counts counts) {
        JsonObject states = new JsonObject();
        Arrays.stream(PushState.values())
                .forEach(state -> states.put(state.word(), counts.in(state)));
        return states;
    }

    private static JsonObject json(Rates.Point point) {
        return new JsonObject()
                .put("accepted_per_second", point.stored())
                .put("settled_per_second", point.settled())
                .put("sent_per_second", point.sent())
                .put("failed_per_second", point.failed());
    }

    private JsonArray results(Instant now) {
        JsonArray troubles = new JsonArray();
        ledger.backroom()
                .untaken()
                .list(now)
                .forEach(each ->
                        troubles.add(
                                new JsonObject()
                                        .put("to", each.target())
                                        .put(
                                                "since",
                                                each.since().map(Instant::toString).orElse(null))
                                        .put("refused", each.refused())));
        return troubles;
    }

    private JsonObject fcm() {
        Vitals.Minute minute = sending.vitals().lastMinute();
        JsonObject refusals = new JsonObject();
        minute.refusals().forEach(refusals::put);
        return new JsonObject()
                .put("takes", sending.vitals().takes())
                .put("sent", minute.sent())
                .put("quota", sending.perMinute())
                .put("answers", minute.latency().answers())
                .put("p50_ms", minute.latency().p50Millis())
                .put("p95_ms", minute.latency().p95Millis())
                .put("p99_ms", minute.latency().p99Millis())
                .put("refusals", refusals);
    }
}
