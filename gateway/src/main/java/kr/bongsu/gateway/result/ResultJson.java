package kr.bongsu.gateway.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.ledger.PushState;

/// Writes what is told as one line of JSON each, as docs/delivery.md shows it.
final class ResultJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ResultJson() {}

    /// Without its end of line.
    static String of(PushOutcome outcome) {
        return object(json -> {
            json.writeStringField("id", outcome.id());
            json.writeNumberField("push", outcome.push());
            json.writeStringField("result", outcome.state().word());
            json.writeStringField("at", outcome.at().toString());
            json.writeNumberField("attempts", outcome.attempts());
            json.writeStringField("detail", outcome.detail());
            json.writeStringField("link", outcome.origin().link());
            json.writeStringField("customer", outcome.origin().customer());
            json.writeStringField("service", outcome.origin().service());
            json.writeStringField("group", outcome.origin().group());
            json.writeStringField("uuid", outcome.origin().uuid());
        });
    }

    /// Without its end of line.
    static String of(DayTotal total) {
        return object(json -> {
            json.writeStringField("id", total.id());
            json.writeStringField("total", total.day().toString());
            for (PushState state : PushState.values()) {
                if (state.isFinal()) {
                    json.writeNumberField(state.word(), total.of(state));
                }
            }
            json.writeNumberField("not_told", total.notTold());
        });
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot be written to", impossible);
        }
        return text.toString();
    }
}
