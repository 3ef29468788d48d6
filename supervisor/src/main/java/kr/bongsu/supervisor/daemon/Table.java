package kr.bongsu.supervisor.daemon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Every process the daemon looks after, by id. Ids count up and start again at 0 only when the
/// table is empty.
final class Table {
    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final Set<Entry> aside = new LinkedHashSet<>();
    private int nextId;

    int takeId() {
        if (entries.isEmpty()) {
            nextId = 0;
        }
        return nextId++;
    }

    /// Keeps ids that an earlier daemon gave out from being given again.
    void usedId(int id) {
        nextId = Math.max(nextId, id + 1);
    }

    void add(Entry entry) {
        entries.put(entry.id(), entry);
    }

    void remove(Entry entry) {
        entries.remove(entry.id());
    }

    /// Looks after a process that no client sees: one that is to replace another, or is replaced
    /// and finishes its work.
    void setAside(Entry entry) {
        aside.add(entry);
    }

    void forget(Entry entry) {
        aside.remove(entry);
    }

    Collection<Entry> aside() {
        return List.copyOf(aside);
    }

    /// Puts an entry where one with the same id was, which is set aside.
    void replace(Entry before, Entry after) {
        entries.put(before.id(), after);
        aside.remove(after);
        aside.add(before);
    }

    Collection<Entry> all() {
        return List.copyOf(entries.values());
    }

    List<Entry> named(String name) {
        return select(entry -> entry.name().equals(name));
    }

    /// Whether a pid is the main process of an entry.
    boolean isMain(int pid) {
        return runs(entries.values(), pid) || runs(aside, pid);
    }

    private static boolean runs(Collection<Entry> entries, int pid) {
        for (Entry entry : entries) {
            if (entry.state().run().isPresent() && entry.state().run().get().pid() == pid) {
                return true;
            }
        }
        return false;
    }

    /// The lowest number that no process of this name has.
    int freeInstance(String name) {
        Set<Integer> used = new LinkedHashSet<>();
        named(name).forEach(entry -> used.add(entry.origin().instance()));
        int instance = 0;
        while (used.contains(instance)) {
            instance++;
        }
        return instance;
    }

    /// The processes that the targets mean, each once, and a sentence for each target that means
    /// none.
    Selection find(List<String> targets) {
        Set<Entry> found = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (String target : targets) {
            List<Entry> matches = matches(target, problems);
            if (matches.isEmpty() && problems.isEmpty() && !target.equals("all")) {
                problems.add(
                        "no process has the id, name or namespace \""
                                + target
                                + "\""
                                + known(target));
            }
            found.addAll(matches);
        }
        return new Selection(List.copyOf(found), problems);
    }

    record Selection(List<Entry> entries, List<String> problems) {}

    private String known(String target) {
        List<String> names = entries.values().stream().map(Entry::name).distinct().toList();
        return kr.bongsu.supervisor.app.Spelling.hint(target, names);
    }

    private List<Entry> matches(String target, List<String> problems) {
        if (target.equals("all")) {
            return List.copyOf(entries.values());
        }
        if (target.length() > 2 && target.startsWith("/") && target.endsWith("/")) {
            try {
                Pattern pattern = Pattern.compile(target.substring(1, target.length() - 1));
                return select(entry -> pattern.matcher(entry.name()).find());
            } catch (PatternSyntaxException e) {
                problems.add(target + " is not a regular expression: " + e.getDescription());
                return List.of();
            }
        }
        List<Entry> byName = named(target);
        if (!byName.isEmpty()) {
            return byName;
        }
        if (target.matches("\\d{1,9}") && entries.containsKey(Integer.valueOf(target))) {
            return select(entry -> entry.id() == Integer.parseInt(target));
        }
        return select(entry -> entry.spec().identity().namespace().equals(target));
    }

    private List<Entry> select(java.util.function.Predicate<Entry> wanted) {
        return entries.values().stream().filter(wanted).toList();
    }
}
