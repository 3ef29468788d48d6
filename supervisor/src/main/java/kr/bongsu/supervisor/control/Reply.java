package kr.bongsu.supervisor.control;

import java.util.ArrayList;
import java.util.List;
import kr.bongsu.supervisor.json.JsonObject;

/// What the daemon answers.
public sealed interface Reply {
    JsonObject toJson();

    /// The daemon is there.
    ///
    /// @param startedAt when this version of it began, in milliseconds since 1970
    record Pong(int pid, long startedAt) implements Reply {
        @Override
        public JsonObject toJson() {
            return named("pong").put("pid", pid).put("startedAt", startedAt);
        }
    }

    /// The processes asked for or acted upon, with a sentence for each that did not come out as it
    /// should.
    record Processes(List<ProcessView> processes, List<String> problems) implements Reply {
        @Override
        public JsonObject toJson() {
            List<JsonObject> list = new ArrayList<>();
            for (ProcessView view : processes) {
                list.add(view.toJson());
            }
            return named("processes").put("processes", list).put("problems", problems);
        }
    }

    /// Lines for a person.
    record Words(List<String> lines) implements Reply {
        @Override
        public JsonObject toJson() {
            return named("words").put("lines", lines);
        }
    }

    /// Nothing was done; the message is a sentence for a person.
    record Failed(String message) implements Reply {
        @Override
        public JsonObject toJson() {
            return named("failed").put("message", message);
        }
    }

    private static JsonObject named(String what) {
        return new JsonObject().put("v", Request.VERSION).put("is", what);
    }

    static Reply of(JsonObject o) {
        return switch (o.text("is")) {
            case "pong" -> new Pong(o.integer("pid"), o.number("startedAt"));
            case "processes" -> new Processes(views(o), o.texts("problems"));
            case "words" -> new Words(o.texts("lines"));
            case "failed" -> new Failed(o.text("message"));
            default -> throw new IllegalArgumentException("unknown reply \"" + o.text("is") + "\"");
        };
    }

    private static List<ProcessView> views(JsonObject o) {
        List<ProcessView> views = new ArrayList<>();
        for (JsonObject view : o.objects("processes")) {
            views.add(ProcessView.of(view));
        }
        return views;
    }
}
