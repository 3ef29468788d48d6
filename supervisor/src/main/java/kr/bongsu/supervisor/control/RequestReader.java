package kr.bongsu.supervisor.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.json.JsonObject;

/// Reads requests as clients send them.
final class RequestReader {
    private RequestReader() {}

    static Request read(JsonObject o) {
        if (o.number("v") != Request.VERSION) {
            throw new IllegalArgumentException(
                    "this daemon speaks version "
                            + Request.VERSION
                            + " of the protocol, the command "
                            + o.number("v")
                            + "; end the daemon with the version that started it, then try again");
        }
        return switch (o.text("do")) {
            case "ping" -> new Request.Ping();
            case "list" ->
                    new Request.Processes(o.texts("targets"), o.flag("details"), o.flag("secrets"));
            case "start" ->
                    new Request.Start(
                            settings(o),
                            Request.Shell.of(o),
                            o.flag("addition"),
                            o.flag("force"),
                            o.integer("parallel", 2));
            case "act" ->
                    new Request.Act(
                            Request.Verb.valueOf(o.text("verb").toUpperCase(Locale.ROOT)),
                            o.texts("targets"));
            case "restart" ->
                    new Request.Restart(
                            o.texts("targets"),
                            Settings.fromJson(o.object("changes")),
                            Request.Shell.of(o),
                            o.integer("parallel", 2));
            case "reload" ->
                    new Request.Reload(
                            settings(o),
                            new Request.Aim(
                                    o.texts("targets"), Settings.fromJson(o.object("changes"))),
                            Request.Shell.of(o),
                            o.integer("parallel", 2),
                            o.flag("dryRun"));
            case "history" -> new Request.History(o.texts("targets"));
            case "rollback" ->
                    new Request.Rollback(
                            o.text("name"),
                            o.has("to") ? Optional.of(o.integer("to")) : Optional.empty(),
                            o.integer("parallel", 2),
                            o.flag("dryRun"));
            case "message" -> new Request.Message(o.texts("targets"), o.text("json"));
            case "update" -> new Request.Update(o.texts("words"));
            case "signal" -> new Request.SendSignal(o.texts("targets"), o.text("signal"));
            case "scale" -> new Request.Scale(o.text("name"), o.text("count"));
            case "send" -> new Request.Send(o.text("target"), o.text("text"));
            case "reopenLogs" -> new Request.ReopenLogs();
            case "save" -> new Request.Save(o.flag("force"));
            case "resurrect" -> new Request.Resurrect();
            case "kill" -> new Request.Kill();
            case "events" -> new Request.Events(o.flag("logs"));
            default ->
                    throw new IllegalArgumentException("unknown request \"" + o.text("do") + "\"");
        };
    }

    private static List<Settings> settings(JsonObject o) {
        List<Settings> apps = new ArrayList<>();
        for (JsonObject app : o.objects("apps")) {
            apps.add(Settings.fromJson(app));
        }
        return apps;
    }
}
