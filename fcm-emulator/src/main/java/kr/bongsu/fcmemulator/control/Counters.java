package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import kr.bongsu.fcmemulator.http.Connections;
import kr.bongsu.fcmemulator.oauth.Grants;
import kr.bongsu.fcmemulator.phone.Counts;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.send.Tally;

/// Every counter of the emulator, as one JSON object.
public final class Counters {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Tally tally;
    private final Phones phones;
    private final Grants grants;
    private final Connections connections;
    private final Receipts receipts;

    public Counters(
            Tally tally, Phones phones, Grants grants, Connections connections, Receipts receipts) {
        this.tally = tally;
        this.phones = phones;
        this.grants = grants;
        this.connections = connections;
        this.receipts = receipts;
    }

    public ObjectNode json() {
        Counts counts = phones.counts();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("requests", tally.requests());
        json.put("accepted", tally.acceptedCount());
        json.put("unanswered", tally.unansweredCount());
        json.put("validated", tally.validatedCount());
        json.put("rejected", tally.rejectedCount());
        ObjectNode byCode = json.putObject("by_code");
        tally.byCode().forEach(byCode::put);
        json.put("distinct", counts.distinct());
        json.put("repeated", tally.acceptedCount() - counts.distinct());
        json.put("received", counts.received());
        json.put("delayed", counts.delayed());
        json.put("undelivered", counts.undelivered());
        json.put("displayed", counts.screens().displayed());
        json.put("replaced", counts.screens().replaced());
        json.put("displayed_twice", counts.screens().displayedTwice());
        json.put("tokens_granted", grants.granted());
        json.put("receipts_sent", receipts.sentCount());
        json.put("receipts_lost", receipts.lostCount());
        json.put("connections", connections.openCount());
        json.put("connections_opened", connections.openedCount());
        return json;
    }

    /// Counts anew what messages did; connections and access tokens live on and keep their count.
    void reset() {
        tally.reset();
        phones.reset();
    }
}
