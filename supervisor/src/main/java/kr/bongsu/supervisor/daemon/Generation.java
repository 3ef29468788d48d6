package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.app.Attribute;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.json.JsonObject;

/// What an application was to run as from a moment on, complete enough to run it so again.
///
/// @param number counts up within the application
/// @param how the command that made it
/// @param failure why it did not take over; empty when it did
/// @param pinned the settings with folder and script as they were behind every symbolic link then
record Generation(
        int number, Instant at, String how, String failure, Settings settings, Pinned pinned) {

    /// What was found where the settings point.
    ///
    /// @param settings with real paths
    /// @param shell the variables of the shell that started it
    record Pinned(
            Settings settings,
            Map<String, String> shell,
            Optional<String> profile,
            boolean shellWins) {}

    static Generation of(
            int number, Instant at, String how, String failure, AppSpec spec, Entry.Origin from) {
        return new Generation(
                number,
                at,
                how,
                failure,
                spec.settings(),
                new Pinned(real(spec.settings()), from.shell(), from.profile(), from.shellWins()));
    }

    boolean tookOver() {
        return failure.isEmpty();
    }

    /// The settings that run this again: as they were given, or with the real paths of then where a
    /// link such as `current` points elsewhere by now.
    Settings toRun() {
        return same(real(settings), pinned.settings()) ? settings : pinned.settings();
    }

    Entry.Origin originOf(Entry.Origin present) {
        return new Entry.Origin(
                present.id(),
                present.instance(),
                pinned.shell(),
                pinned.profile(),
                pinned.shellWins());
    }

    /// Whether running one would be the same as running the other, as far as can be told.
    boolean isLike(Generation other) {
        return same(pinned.settings(), other.pinned.settings())
                && pinned.shell().equals(other.pinned.shell())
                && pinned.profile().equals(other.pinned.profile());
    }

    private static boolean same(Settings one, Settings other) {
        return one.toJson().toString().equals(other.toJson().toString());
    }

    private static Settings real(Settings settings) {
        Settings real = settings;
        for (Attribute attribute : List.of(Attribute.CWD, Attribute.SCRIPT)) {
            Object value = settings.values().get(attribute);
            if (value != null && value.toString().startsWith("/")) {
                real = real.with(attribute, real(value.toString()));
            }
        }
        return real;
    }

    private static String real(String path) {
        try {
            return Files.exists(Path.of(path)) ? Path.of(path).toRealPath().toString() : path;
        } catch (IOException e) {
            // It may not be looked at; then it is taken by its name.
            return path;
        }
    }

    /// In what it differs from another one: names only, because values may be secrets.
    List<String> differences(Generation other) {
        List<String> different = new ArrayList<>();
        JsonObject mine = pinned.settings().toJson();
        JsonObject theirs = other.pinned.settings().toJson();
        TreeSet<String> keys = new TreeSet<>(mine.members().keySet());
        keys.addAll(theirs.members().keySet());
        for (String key : keys) {
            if (!Objects.equals(String.valueOf(mine.get(key)), String.valueOf(theirs.get(key)))) {
                different.add(key);
            }
        }
        if (!pinned.shell().equals(other.pinned.shell())
                || !pinned.profile().equals(other.pinned.profile())) {
            different.add("environment");
        }
        return different;
    }

    /// @param before the one before it, whose variables are not written again where they are the
    ///   same
    JsonObject toJson(Optional<Generation> before) {
        boolean sameShell =
                before.filter(each -> each.pinned.shell().equals(pinned.shell())).isPresent();
        return new JsonObject()
                .put("number", number)
                .put("at", at.toEpochMilli())
                .put("how", how)
                .put("failure", failure)
                .put("settings", settings.toJson())
                .put("pinned", pinned.settings().toJson())
                .put("shell", sameShell ? null : JsonObject.ofTexts(pinned.shell()))
                .put("profile", pinned.profile().orElse(null))
                .put("shellWins", pinned.shellWins());
    }

    static Generation read(JsonObject o, Optional<Generation> before) {
        Map<String, String> shell =
                before.filter(each -> !o.has("shell"))
                        .map(each -> each.pinned.shell())
                        .orElseGet(() -> o.textMap("shell"));
        return new Generation(
                o.integer("number"),
                Instant.ofEpochMilli(o.number("at")),
                o.text("how"),
                o.text("failure"),
                Settings.fromJson(o.object("settings")),
                new Pinned(
                        Settings.fromJson(o.object("pinned")),
                        shell,
                        Optional.ofNullable(o.textOrNull("profile")),
                        o.flag("shellWins")));
    }
}
