package kr.bongsu.supervisor.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonReader;

/// Does once, with a made-up process, what the quick commands do, while an AOT cache is recorded:
/// so the cache serves `list`, `jlist` and `start` whichever command happened to be the first.
final class Rehearsal {
    private Rehearsal() {}

    static void run() {
        Settings settings =
                Settings.none()
                        .with(Attribute.NAME, "rehearsal")
                        .with(Attribute.SCRIPT, "true")
                        .with(Attribute.ENV, new JsonObject().put("KEY", "value"));
        ProcessView view =
                new ProcessView(
                        new ProcessView.Identity(0, "rehearsal", "default", 0),
                        new ProcessView.Life("online", 1, 1, 0, ""),
                        new ProcessView.Usage(12.5, 50_000_000, 7),
                        new ProcessView.Labels("1.0.0", "fork", "nobody", false),
                        new JsonObject()
                                .put("settings", settings.toJson())
                                .put("environment", JsonObject.ofTexts(Map.of("KEY", "value")))
                                .put("createdAt", 1)
                                .put("unstableRestarts", 0)
                                .put("outFile", "/dev/null")
                                .put("errorFile", "/dev/null")
                                .put("pidFile", "/dev/null")
                                .put("folder", "/"));
        String reply = new Reply.Processes(List.of(view), List.of()).toJson().toString();
        if (Reply.of(JsonReader.object(reply)) instanceof Reply.Processes processes) {
            ListCommand.draw(processes.processes(), false, true);
            JlistCommand.text(processes.processes(), false);
        }
        Arguments arguments =
                Arguments.parse(List.of("true", "--name", "rehearsal"), EnumSet.of(Option.NAME));
        Request.Shell shell = new Request.Shell(Map.of(), Optional.empty(), false);
        Request.of(
                JsonReader.object(
                        new Request.Start(
                                        List.of(settings.overriddenBy(arguments.settings())),
                                        shell,
                                        true,
                                        false,
                                        1)
                                .toJson()
                                .toString()));
    }
}
