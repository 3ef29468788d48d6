package kr.bongsu.fcmemulator.fault;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The faults that were ordered, in their order; the first that strikes a send counts.
public final class Faults {

    private static final int LIMIT = 100;

    /// A fault with how often it has struck.
    public static final class Ordered {
        private final Fault fault;
        private long struck;

        private Ordered(Fault fault) {
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }

        public long struck() {
            return struck;
        }
    }

    private final Map<String, Ordered> ordered = new LinkedHashMap<>();
    private final RandomGenerator random;
    private long lastId;

    public Faults(RandomGenerator random) {
        this.random = random;
    }

    /// Adds a fault and returns its id.
    ///
    /// @throws IllegalStateException when there are too many already
    public String add(Fault fault, Instant now) {
        ordered.values().removeIf(old -> isOver(old, now));
        if (ordered.size() >= LIMIT) {
            throw new IllegalStateException(
                    "there are " + LIMIT + " faults already; delete some first");
        }
        String id = "f" + ++lastId;
        ordered.put(id, new Ordered(fault));
        return id;
    }

    public boolean remove(String id) {
        return ordered.remove(id) != null;
    }

    public void clear() {
        ordered.clear();
    }

    public Map<String, Ordered> all() {
        return new LinkedHashMap<>(ordered);
    }

    /// Whether a send to `token` is struck now, and by what.
    public Optional<Trouble> strike(@Nullable String token, Instant now) {
        if (ordered.isEmpty()) {
            return Optional.empty();
        }
        String target = token == null ? "" : token;
        for (Ordered candidate : ordered.values()) {
            Fault fault = candidate.fault;
            if (candidate.struck < fault.times()
                    && fault.applies(target, now)
                    && random.nextDouble() < fault.probability()) {
                candidate.struck++;
                return Optional.of(fault.trouble());
            }
        }
        return Optional.empty();
    }

    private static boolean isOver(Ordered ordered, Instant now) {
        return ordered.struck >= ordered.fault.times()
                || !now.isBefore(ordered.fault.window().until());
    }
}
