package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Optional;
import kr.bongsu.fcmemulator.fault.TokenStates;
import kr.bongsu.fcmemulator.fault.Trouble;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.phone.Phone;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.phone.Platform;

/// `/control/phones`: looks at phones, switches them off and on, sets what becomes of their tokens.
final class PhonesEndpoint {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LISTED = 50;

    /// In place of a trouble: the token works, whatever its prefix says.
    private static final String WELL = "ok";

    private final Phones phones;
    private final TokenStates states;
    private final InstantSource clock;

    PhonesEndpoint(Phones phones, TokenStates states, InstantSource clock) {
        this.phones = phones;
        this.states = states;
        this.clock = clock;
    }

    /// Answers for the list (`token` is empty) or for one phone.
    Response answer(Request request, String token) {
        if (token.isEmpty()) {
            return request.method().equals("GET") ? Answers.ok(list()) : Answers.wrongMethod("GET");
        }
        return switch (request.method()) {
            case "GET" ->
                    phones.find(token)
                            .map(phone -> Answers.ok(json(phone)))
                            .orElseGet(() ->
                                    Answers.problem(
                                            404, "no phone has that token, or it is forgotten"));
            case "PATCH" -> change(request, token);
            case "DELETE" -> {
                states.unset(token);
                yield phones.remove(token)
                        ? Answers.done()
                        : Answers.problem(404, "no phone has that token");
            }
            default -> Answers.wrongMethod("GET, PATCH or DELETE");
        };
    }

    private Response change(Request request, String token) {
        Form form =
                Form.read(request.body(), "online", "platform", "trouble", "clear", "new_token");
        Optional<Platform> platform = form.choice("platform", Platform.class);
        Optional<Boolean> isOnline = form.flag("online");
        boolean isWell = form.text("trouble").filter(WELL::equals).isPresent();
        Optional<Trouble> trouble =
                isWell ? Optional.empty() : form.choice("trouble", Trouble.class);
        boolean isCleared = form.flag("clear").orElse(false);
        Phone phone = phones.setUp(token, platform);
        if (isWell || trouble.isPresent()) {
            states.set(token, trouble);
        }
        if (isCleared) {
            phones.clearScreen(phone);
        }
        if (isOnline.isPresent() && isOnline.get() != phone.isOnline()) {
            if (phone.isOnline()) {
                phones.switchOff(phone);
            } else {
                phones.switchOn(phone, clock.instant());
            }
        }
        Optional<String> newToken = form.text("new_token");
        return Answers.ok(json(newToken.isPresent() ? rotate(phone, newToken.get()) : phone));
    }

    /// The app has a new token, as after it was installed anew: the old one is nobody's any more.
    private Phone rotate(Phone old, String newToken) {
        if (newToken.isBlank() || newToken.equals(old.token())) {
            throw new IllegalArgumentException("'new_token' must be another token");
        }
        Phone phone = phones.setUp(newToken, Optional.of(old.platform()));
        states.set(old.token(), Optional.of(Trouble.UNREGISTERED));
        return phone;
    }

    private ObjectNode list() {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode array = json.putArray("phones");
        for (Phone phone : phones.list(LISTED)) {
            array.add(json(phone));
        }
        return json;
    }

    /// What was accepted more than once.
    ObjectNode repeats() {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode array = json.putArray("repeats");
        phones.repeats()
                .forEach((id, times) -> array.addObject().put("id", id).put("times", times));
        return json;
    }

    private ObjectNode json(Phone phone) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("token", phone.token());
        json.put("platform", Form.wireName(phone.platform()));
        json.put("online", phone.isOnline());
        json.put("trouble", states.of(phone.token()).map(Trouble::wireName).orElse(WELL));
        json.put("received", phone.received());
        json.put("waiting", phone.waiting());
        phone.lastAt().ifPresent(at -> json.put("last_at", at.toString()));
        ArrayNode screen = json.putArray("screen");
        for (Phone.Shown shown : phone.screen()) {
            screen.add(
                    Events.json(shown.arrival())
                            .put("at", shown.at().toString())
                            .put("times", shown.times()));
        }
        return json;
    }
}
