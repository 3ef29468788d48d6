package kr.bongsu.supervisor.daemon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.Request;

/// Says what a reload would do, without doing it.
record Plan(Table table) {
    /// What would be replaced, and the settings that would change, as sentences.
    List<String> of(List<Entry> entries, Request.Reload request) {
        List<String> lines = new ArrayList<>();
        Map<String, List<Entry>> byName = new LinkedHashMap<>();
        entries.forEach(
                entry -> byName.computeIfAbsent(entry.name(), n -> new ArrayList<>()).add(entry));
        for (List<Entry> app : byName.values()) {
            Settings now = app.getFirst().spec().settings();
            lines.addAll(to(app, now.overriddenBy(request.changes())));
        }
        for (Settings settings : request.apps()) {
            AppSpec spec = AppSpec.of(settings);
            List<Entry> app = table.named(spec.name());
            lines.addAll(
                    app.isEmpty()
                            ? List.of(
                                    spec.name()
                                            + ": start "
                                            + Fleet.instances(spec)
                                            + " new processes")
                            : to(app, settings));
        }
        return lines;
    }

    /// What bringing an application to other settings would do.
    static List<String> to(List<Entry> app, Settings then) {
        Settings now = app.getFirst().spec().settings();
        AppSpec spec = AppSpec.of(then);
        List<String> lines = new ArrayList<>();
        AppSpec.Rolling rolling = spec.supervision().rolling();
        boolean rolls = app.stream().allMatch(Entry::takesSockets);
        lines.add(
                spec.name()
                        + ": "
                        + (rolls
                                ? "replace "
                                        + app.size()
                                        + " processes, "
                                        + (rolling.batch() == 0 ? "all" : rolling.batch())
                                        + " at a time; each new one must be ready within "
                                        + spec.supervision().readiness().timeout().toMillis()
                                        + " ms and hold for "
                                        + rolling.hold().toMillis()
                                        + " ms"
                                : "restart "
                                        + app.size()
                                        + " processes one by one, because no socket is kept for it"));
        for (Attribute attribute : Attribute.values()) {
            Object before = now.values().get(attribute);
            Object after = then.values().get(attribute);
            if (!Objects.equals(before, after) && attribute != Attribute.ENV) {
                lines.add("  " + attribute.key() + ": " + before + " -> " + after);
            }
        }
        if (!Objects.equals(now.values().get(Attribute.ENV), then.values().get(Attribute.ENV))) {
            lines.add("  env: changed");
        }
        return lines;
    }
}
