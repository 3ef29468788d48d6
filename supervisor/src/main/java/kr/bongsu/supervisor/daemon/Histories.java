package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonReader;

/// The last generations of every application, on disk: what `history` shows and `rollback` goes
/// back to. An application's own is forgotten when it is deleted.
final class Histories {
    private static final int KEPT = 10;
    private static final Duration SOON = Duration.ofMillis(20);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Surroundings around;
    private final Map<String, List<Generation>> byApp = new LinkedHashMap<>();
    private boolean scheduled;

    Histories(Surroundings around) {
        this.around = around;
        Path file = around.home().history();
        try {
            if (Files.exists(file)) {
                JsonObject apps = JsonReader.object(Files.readString(file)).object("apps");
                for (String app : apps.members().keySet()) {
                    List<Generation> generations = new ArrayList<>();
                    for (JsonObject o : apps.objects(app)) {
                        generations.add(Generation.read(o, last(generations)));
                    }
                    byApp.put(app, generations);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Applications must run all the same.
            around.log().warn("history.unreadable", "file", file, "reason", e);
        }
    }

    private static Optional<Generation> last(List<Generation> generations) {
        return generations.isEmpty() ? Optional.empty() : Optional.of(generations.getLast());
    }

    /// Writes down what runs, unless it is known: what was brought back after a reboot is not.
    void before(Entry entry) {
        if (!byApp.containsKey(entry.name())) {
            started("before", entry);
        }
    }

    /// Writes down a generation.
    ///
    /// @param failure why it did not take over; empty when it did
    void note(String how, String failure, Rollout.Change change) {
        add(change.spec().name(), how, failure, change.spec(), change.origin());
    }

    /// Writes down what an application was started as.
    void started(String how, Entry entry) {
        add(entry.name(), how, "", entry.spec(), entry.origin());
    }

    private void add(String app, String how, String failure, AppSpec spec, Entry.Origin origin) {
        List<Generation> generations = byApp.computeIfAbsent(app, name -> new ArrayList<>());
        int number = generations.isEmpty() ? 1 : generations.getLast().number() + 1;
        generations.add(
                Generation.of(number, around.clock().instant(), how, failure, spec, origin));
        if (generations.size() > KEPT) {
            generations.removeFirst();
        }
        changed();
    }

    void forget(String app) {
        if (byApp.remove(app) != null) {
            changed();
        }
    }

    /// The command's answer does not wait for the disk.
    private void changed() {
        if (!scheduled) {
            scheduled = true;
            around.loop().after(SOON, this::write);
        }
    }

    private void write() {
        scheduled = false;
        JsonObject apps = new JsonObject();
        byApp.forEach((app, generations) -> apps.put(app, json(generations)));
        try {
            Remembered.replace(
                    around.home().history(), new JsonObject().put("version", 1).put("apps", apps));
        } catch (IOException e) {
            around.log().warn("history.not-written", "file", around.home().history(), "reason", e);
        }
    }

    private static List<JsonObject> json(List<Generation> generations) {
        List<JsonObject> list = new ArrayList<>();
        for (int i = 0; i < generations.size(); i++) {
            list.add(
                    generations
                            .get(i)
                            .toJson(
                                    i == 0
                                            ? Optional.empty()
                                            : Optional.of(generations.get(i - 1))));
        }
        return list;
    }

    /// The generation to go back to: the one of this number, or the last that took over and differs
    /// from the present one.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when there is none
    Generation target(String app, Optional<Integer> wanted) {
        List<Generation> generations = byApp.getOrDefault(app, List.of());
        if (wanted.isPresent()) {
            return generations.stream()
                    .filter(each -> each.number() == wanted.get())
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "\""
                                            + app
                                            + "\" has no generation "
                                            + wanted.get()
                                            + "; see: bongsu history "
                                            + app));
        }
        List<Generation> good = generations.stream().filter(Generation::tookOver).toList();
        for (int i = good.size() - 2; i >= 0; i--) {
            if (!good.get(i).isLike(good.getLast())) {
                return good.get(i);
            }
        }
        throw new IllegalArgumentException(
                "there is no earlier generation of \""
                        + app
                        + "\" with other settings or another folder to go back to. Files that were"
                        + " changed in place are not kept: put each version into a folder of its own"
                        + " and let \"cwd\" name it, or a link to it");
    }

    /// What happened to applications, newest first; `*` marks what runs.
    List<String> lines(List<String> apps) {
        List<String> lines = new ArrayList<>();
        for (String app : apps) {
            List<Generation> generations = byApp.getOrDefault(app, List.of());
            lines.add(app + (generations.isEmpty() ? ": nothing is known" : ""));
            Optional<Generation> current =
                    generations.reversed().stream().filter(Generation::tookOver).findFirst();
            for (int i = generations.size() - 1; i >= 0; i--) {
                Generation each = generations.get(i);
                lines.add(
                        String.format(
                                "%s %3d  %s  %-8s %s",
                                current.filter(each::equals).isPresent() ? "*" : " ",
                                each.number(),
                                MOMENT.format(each.at()),
                                each.how(),
                                outcome(each, i == 0 ? each : generations.get(i - 1))));
            }
        }
        return lines;
    }

    private static String outcome(Generation each, Generation before) {
        List<String> changes = each.differences(before);
        String changed = changes.isEmpty() ? "" : "changed: " + String.join(", ", changes);
        return each.tookOver() ? changed : "failed: " + each.failure();
    }

    List<String> apps() {
        return List.copyOf(byApp.keySet());
    }
}
