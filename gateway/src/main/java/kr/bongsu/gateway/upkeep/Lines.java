package kr.bongsu.gateway.upkeep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.PushRow;

/// A push as one line of text, whole and unmasked.
public enum Lines {
    /// RFC 4180 with a header; text that a spreadsheet would take for a formula begins with `'`.
    CSV,
    /// A JSON object a line.
    JSONL;

    private static final JsonFactory JSON = new JsonFactory();

    /// The first line; empty where there is none.
    String header() {
        return switch (this) {
            case CSV ->
                    "id,received_at,link,lane,customer,phone,token,company,type,service,group,uuid,title,body,reserved_for,state,attempts,settled_at,result,fcm_name\r\n";
            case JSONL -> "";
        };
    }

    /// With its end of line.
    String line(PushRow row) {
        Map<String, String> columns = columns(row);
        return switch (this) {
            case CSV ->
                    columns.values().stream().map(Lines::quoted).collect(Collectors.joining(","))
                            + "\r\n";
            case JSONL -> json(columns);
        };
    }

    /// For example `jsonl`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> columns(PushRow row) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", String.valueOf(row.id()));
        columns.put("received_at", row.receivedAt().toString());
        columns.put("link", row.link());
        columns.put("lane", row.lane().word());
        columns.put("customer", row.recipient().customer());
        columns.put("phone", row.recipient().phone());
        columns.put("token", row.recipient().token().value());
        columns.put("company", row.recipient().company());
        columns.put("type", row.recipient().type());
        columns.put("service", row.message().service());
        columns.put("group", row.message().group());
        columns.put("uuid", row.message().uuid());
        columns.put("title", row.message().title());
        columns.put("body", row.message().body());
        columns.put("reserved_for", text(row.reservedFor()));
        columns.put("state", row.state().word());
        columns.put("attempts", String.valueOf(row.attempts()));
        columns.put("settled_at", text(row.settledAt()));
        columns.put("result", text(row.result()));
        columns.put("fcm_name", text(row.fcmName()));
        return columns;
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String quoted(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    private static String json(Map<String, String> columns) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> each : columns.entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot be written to", impossible);
        }
        return text.append('\n').toString();
    }
}
