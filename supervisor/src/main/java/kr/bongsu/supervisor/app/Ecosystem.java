package kr.bongsu.supervisor.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.bongsu.supervisor.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The applications in a file's content, or everything that is wrong with it at once.
///
/// The content is a list under `apps` (or `pm2`), a bare list, or one application.
public final class Ecosystem {
    /// What was read. Faults and notes start with the place, such as `:12: `.
    public record Reading(List<Settings> apps, List<String> faults, List<String> notes) {}

    private static final List<String> ELSEWHERE = List.of("deploy");

    private final String text;
    private final List<Settings> apps = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Ecosystem(String text) {
        this.text = text;
    }

    /// Reads parsed content; the text it came from serves to name lines.
    public static Reading read(@Nullable Object content, String text) {
        Ecosystem ecosystem = new Ecosystem(text);
        ecosystem.content(content);
        if (ecosystem.apps.isEmpty() && ecosystem.faults.isEmpty()) {
            ecosystem.faults.add(": there is no application in it; it needs a list under \"apps\"");
        }
        return new Reading(ecosystem.apps, ecosystem.faults, ecosystem.notes);
    }

    private void content(@Nullable Object content) {
        if (content instanceof List<?> list) {
            list.forEach(this::app);
        } else if (content instanceof JsonObject object
                && (object.has("apps") || object.has("pm2"))) {
            top(object);
        } else if (content instanceof JsonObject object) {
            app(object);
        }
    }

    private void top(JsonObject object) {
        for (String key : object.members().keySet()) {
            if (key.equals("apps") || key.equals("pm2")) {
                Object apps = object.get(key);
                content(apps instanceof JsonObject one ? List.of(one) : apps);
            } else if (ELSEWHERE.contains(key)) {
                notes.add(at(key) + "\"" + key + "\" has no effect here");
            } else {
                faults.add(
                        at(key)
                                + "unknown key \""
                                + key
                                + "\""
                                + Spelling.hint(key, List.of("apps", "deploy")));
            }
        }
    }

    private void app(@Nullable Object element) {
        if (!(element instanceof JsonObject object)) {
            faults.add(": an application must be an object, not " + element);
            return;
        }
        String name =
                object.get("name") instanceof String given
                        ? given
                        : "application " + (apps.size() + 1);
        int before = faults.size();
        Settings settings =
                Settings.read(
                        object,
                        fault -> faults.add(at(fault.key()) + name + ": " + fault.sentence()),
                        note -> notes.add(at(note.key()) + name + ": " + note.sentence()));
        try {
            if (faults.size() == before) {
                AppSpec.of(settings);
            }
        } catch (IllegalArgumentException e) {
            faults.add(": " + name + ": " + e.getMessage());
        }
        apps.add(
                settings.has(Attribute.NAME) || !settings.has(Attribute.SCRIPT)
                        ? settings
                        : settings.with(
                                Attribute.NAME,
                                AppSpec.defaultName(settings.text(Attribute.SCRIPT, ""))));
    }

    /// `:12: ` where the key stands first, as well as the text shows it.
    private String at(String key) {
        Matcher matcher =
                Pattern.compile("(?m)(^|[\\s{,\"'-])" + Pattern.quote(key) + "[\"']?\\s*:")
                        .matcher(text);
        if (!matcher.find()) {
            return ": ";
        }
        long line = text.substring(0, matcher.end()).lines().count();
        return ":" + line + ": ";
    }
}
