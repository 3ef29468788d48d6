package kr.bongsu.gateway.fleet;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/// One process as its manager tells it.
///
/// @param self whether this code runs in it, or below it
public record Member(Identity identity, Life life, Usage usage, boolean self) {

    /// Which one it is.
    ///
    /// @param name of its application
    /// @param instance which of its application's processes it is
    public record Identity(int id, String name, String namespace, int instance) {}

    /// How it is doing.
    ///
    /// @param state the manager's word, such as `online`
    /// @param pid 0 when there is no process
    /// @param note why it is in this state, when that needs saying
    public record Life(
            String state, int pid, Optional<Instant> startedAt, int restarts, String note) {}

    /// What it and its descendants use.
    ///
    /// @param cpu hundredths of one core
    public record Usage(double cpu, long memoryBytes, int openFiles) {}

    /// Whether there is nothing to stop.
    boolean isDown() {
        return life.pid == 0 && (life.state.equals("stopped") || life.state.equals("errored"));
    }

    /// Reads one as the manager writes it.
    static Member of(JsonObject json, Self self) {
        long startedAt = json.getLong("startedAt", 0L);
        int pid = json.getInteger("pid", 0);
        return new Member(
                new Identity(
                        json.getInteger("id"),
                        json.getString("name", ""),
                        json.getString("namespace", ""),
                        json.getInteger("instance", 0)),
                new Life(
                        json.getString("status", "unknown"),
                        pid,
                        startedAt == 0
                                ? Optional.empty()
                                : Optional.of(Instant.ofEpochMilli(startedAt)),
                        json.getInteger("restarts", 0),
                        json.getString("note", "")),
                new Usage(
                        json.getDouble("cpu", 0.0),
                        json.getLong("memory", 0L),
                        json.getInteger("openFiles", 0)),
                pid > 0 && self.isIn(pid));
    }
}
