package kr.bongsu.supervisor.control;

import kr.bongsu.supervisor.json.JsonObject;

/// One process as a client sees it.
///
/// @param details settings, environment and paths; empty unless asked for
public record ProcessView(
        Identity identity, Life life, Usage usage, Labels labels, JsonObject details) {

    /// Which process of which application; `instance` counts from 0 within the application.
    public record Identity(int id, String name, String namespace, int instance) {}

    /// How the process is doing.
    ///
    /// @param pid 0 when there is no process
    /// @param startedAt milliseconds since 1970, 0 when it never ran
    /// @param note why it is in this state, when that needs saying
    public record Life(String status, int pid, long startedAt, int restarts, String note) {}

    /// What the process and its descendants use.
    ///
    /// @param cpu hundredths of one core
    public record Usage(double cpu, long memoryBytes, int openFiles) {}

    public record Labels(String version, String mode, String user, boolean watching) {}

    JsonObject toJson() {
        JsonObject o =
                new JsonObject()
                        .put("id", identity.id)
                        .put("name", identity.name)
                        .put("namespace", identity.namespace)
                        .put("instance", identity.instance)
                        .put("status", life.status)
                        .put("pid", life.pid)
                        .put("startedAt", life.startedAt)
                        .put("restarts", life.restarts)
                        .put("note", life.note)
                        .put("cpu", usage.cpu)
                        .put("memory", usage.memoryBytes)
                        .put("openFiles", usage.openFiles)
                        .put("version", labels.version)
                        .put("mode", labels.mode)
                        .put("user", labels.user)
                        .put("watching", labels.watching);
        return details.members().isEmpty() ? o : o.put("details", details);
    }

    static ProcessView of(JsonObject o) {
        return new ProcessView(
                new Identity(
                        o.integer("id"),
                        o.text("name"),
                        o.text("namespace"),
                        o.integer("instance")),
                new Life(
                        o.text("status"),
                        o.integer("pid"),
                        o.number("startedAt"),
                        o.integer("restarts"),
                        o.text("note")),
                new Usage(o.decimal("cpu", 0), o.number("memory"), o.integer("openFiles")),
                new Labels(o.text("version"), o.text("mode"), o.text("user"), o.flag("watching")),
                o.has("details") ? o.object("details") : new JsonObject());
    }
}
