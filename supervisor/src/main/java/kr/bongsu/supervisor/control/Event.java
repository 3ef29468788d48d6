package kr.bongsu.supervisor.control;

import kr.bongsu.supervisor.json.JsonObject;

/// Something that happened to a process.
///
/// @param kind `start`, `online`, `exit`, `restart`, `stop`, `delete`, `errored`, `log` or
///   `dropped`
/// @param at milliseconds since 1970
public record Event(String kind, long at, JsonObject about) {
    public JsonObject toJson() {
        JsonObject o = new JsonObject().put("event", kind).put("at", at);
        about.members().forEach(o::put);
        return o;
    }

    public static Event of(JsonObject o) {
        JsonObject about = new JsonObject();
        o.members().forEach(about::put);
        about.remove("event").remove("at");
        return new Event(o.text("event"), o.number("at"), about);
    }
}
