package kr.bongsu.supervisor.daemon;

import java.time.Duration;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.process.Exit;
import kr.bongsu.supervisor.process.Notice;
import kr.bongsu.supervisor.process.Run;

/// Tells the daemon's log and its subscribers what happens to one entry.
record News(Surroundings around, Entry entry) {

    private JsonObject about() {
        return new JsonObject()
                .put("id", entry.id())
                .put("name", entry.name())
                .put("status", entry.state().word());
    }

    private void publish(String kind, JsonObject about) {
        around.events().publish(kind, about);
    }

    void started(Run run) {
        publish("start", about().put("pid", run.pid()));
    }

    void online() {
        publish("online", about());
    }

    /// What a process sent by `process.send`.
    void message(String json) {
        publish("message", about().put("json", json));
    }

    /// What a process said by systemd's protocol.
    void notice(Notice notice) {
        publish("notify", about().put("fields", JsonObject.ofTexts(notice.fields())));
    }

    void restarted(Duration delay) {
        publish("restart", about().put("delay", delay.toMillis()));
    }

    void stopped() {
        publish("stop", about());
    }

    void deleted() {
        publish("delete", about());
    }

    void ended(Run run, Exit exit) {
        around.log()
                .info(
                        "process.ended",
                        "app",
                        entry.name(),
                        "id",
                        entry.id(),
                        "pid",
                        run.pid(),
                        "how",
                        exit.words());
        publish("exit", about().put("pid", run.pid()).put("code", exit.shellCode()));
    }

    void errored(String event, String reason) {
        around.log().warn(event, "app", entry.name(), "id", entry.id(), "reason", reason);
        publish("errored", about().put("reason", reason));
    }

    void warn(String event) {
        around.log().warn(event, "app", entry.name(), "id", entry.id());
    }
}
