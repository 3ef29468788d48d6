package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import kr.bongsu.fcmemulator.fault.Fault;
import kr.bongsu.fcmemulator.fault.Faults;
import kr.bongsu.fcmemulator.fault.Trouble;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;

/// `/control/faults`: orders troubles by probability, time window and token prefix.
final class FaultsEndpoint {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration FOREVER = Duration.ofDays(3650);

    private final Faults faults;
    private final InstantSource clock;

    FaultsEndpoint(Faults faults, InstantSource clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /// Answers for the collection (`id` is empty) or for one fault.
    Response answer(Request request, String id) {
        if (!id.isEmpty()) {
            if (!request.method().equals("DELETE")) {
                return Answers.wrongMethod("DELETE");
            }
            return faults.remove(id)
                    ? Answers.done()
                    : Answers.problem(404, "there is no fault " + id);
        }
        return switch (request.method()) {
            case "GET" -> Answers.ok(list());
            case "POST" -> order(request);
            case "DELETE" -> {
                faults.clear();
                yield Answers.done();
            }
            default -> Answers.wrongMethod("GET, POST or DELETE");
        };
    }

    private Response order(Request request) {
        Form form =
                Form.read(
                        request.body(),
                        "trouble",
                        "probability",
                        "token_prefix",
                        "after",
                        "for",
                        "times");
        Trouble trouble =
                form.choice("trouble", Trouble.class)
                        .orElseThrow(() -> new IllegalArgumentException("'trouble' is missing"));
        Instant now = clock.instant();
        Instant from = now.plus(form.span("after").orElse(Duration.ZERO));
        Fault fault =
                new Fault(
                        trouble,
                        form.decimal("probability").orElse(1.0),
                        form.text("token_prefix").orElse(""),
                        new Fault.Window(from, from.plus(form.span("for").orElse(FOREVER))),
                        form.number("times").map(Integer::longValue).orElse(Long.MAX_VALUE));
        return Answers.ok(MAPPER.createObjectNode().put("id", faults.add(fault, now)));
    }

    private ObjectNode list() {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode array = json.putArray("faults");
        faults.all()
                .forEach((id, ordered) -> {
                    Fault fault = ordered.fault();
                    ObjectNode entry = array.addObject();
                    entry.put("id", id);
                    entry.put("trouble", fault.trouble().wireName());
                    entry.put("probability", fault.probability());
                    entry.put("token_prefix", fault.tokenPrefix());
                    entry.put("from", fault.window().from().toString());
                    entry.put("until", fault.window().until().toString());
                    entry.put("struck", ordered.struck());
                });
        return json;
    }
}
