package kr.bongsu.telegram.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Collects every fault of one reading, in the order of the files' lines.
public final class Faults {

    private final List<Fault> found = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();

    public void add(Fault fault) {
        found.add(fault);
    }

    void asked(String path) {
        asked.add(path);
    }

    /// The path of every key that the reading has asked for, whether it was there or not.
    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Fault> list() {
        return found.stream()
                .sorted(Comparator.comparing(Fault::file).thenComparingInt(Fault::line))
                .toList();
    }

    @Override
    public String toString() {
        return list().stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }
}
