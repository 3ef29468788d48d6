package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import kr.bongsu.fcmemulator.http.Connections;
import kr.bongsu.fcmemulator.http.Reply;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Service;
import kr.bongsu.fcmemulator.oauth.Grants;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.send.Tally;

/// `GET /stats`: every counter in one JSON object.
public final class StatsEndpoint implements Service {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Tally tally;
    private final Phones phones;
    private final Grants grants;
    private final Connections connections;

    public StatsEndpoint(Tally tally, Phones phones, Grants grants, Connections connections) {
        this.tally = tally;
        this.phones = phones;
        this.grants = grants;
        this.connections = connections;
    }

    @Override
    public Reply answer(Request request) {
        return Reply.now(Response.json(200, counters().toPrettyString() + "\n"));
    }

    ObjectNode counters() {
        Phones.Counts counts = phones.counts();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("requests", tally.requests());
        json.put("accepted", tally.acceptedCount());
        json.put("validated", tally.validatedCount());
        json.put("rejected", tally.rejectedCount());
        ObjectNode byCode = json.putObject("by_code");
        tally.byCode().forEach(byCode::put);
        json.put("distinct", counts.distinct());
        json.put("repeated", tally.acceptedCount() - counts.distinct());
        json.put("received", counts.received());
        json.put("displayed", counts.displayed());
        json.put("replaced", counts.replaced());
        json.put("displayed_twice", counts.displayedTwice());
        json.put("tokens_granted", grants.granted());
        json.put("connections", connections.openCount());
        json.put("connections_opened", connections.openedCount());
        return json;
    }
}
