package kr.bongsu.fepsimulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import kr.bongsu.fepsimulator.line.Count;
import kr.bongsu.fepsimulator.line.Line;
import kr.bongsu.fepsimulator.line.Tally;

/// Prints the run's results, one JSON object a line.
record Report(PrintStream out) {

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /// All ports are open.
    void ready(List<Line> lines) {
        event(
                "ready",
                json -> {
                    json.writeArrayFieldStart("lines");
                    for (Line line : lines) {
                        json.writeStartObject();
                        json.writeStringField("name", line.name());
                        json.writeNumberField("port", line.port());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    void summary(Tally tally) {
        event(
                "summary",
                json -> {
                    for (Count what : Count.values()) {
                        json.writeNumberField(what.word(), tally.get(what));
                    }
                    json.writeNumberField("unanswered", tally.unanswered());
                    json.writeNumberField("answer_p50_ms", tally.answerPercentile(50));
                    json.writeNumberField("answer_p99_ms", tally.answerPercentile(99));
                    json.writeNumberField("seconds", tally.seconds());
                });
    }

    private void event(String name, Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("event", name);
            body.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        out.println(text);
        out.flush();
    }
}
