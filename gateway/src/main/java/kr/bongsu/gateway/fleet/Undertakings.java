package kr.bongsu.gateway.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// What is being done to processes from here, and why what was done last did not come out well.
///
/// A deed takes as long as a process takes to end and to get ready; whoever asked for it looks here
/// meanwhile.
public final class Undertakings {

    private static final Log LOG = Log.of(Undertakings.class);
    private static final int MOST = 16;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, Undertaking> known = new LinkedHashMap<>();

    /// One of them.
    ///
    /// @param what is being done, such as `restart`
    /// @param failure why it was not; empty while it goes on
    public record Undertaking(String what, Instant at, Optional<String> failure) {}

    /// Something that takes long.
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    public Undertakings(InstantSource clock) {
        this.clock = clock;
    }

    /// What is known of a target.
    public synchronized Optional<Undertaking> of(String target) {
        forget();
        return Optional.ofNullable(known.get(target));
    }

    /// Begins something on a thread of its own.
    ///
    /// @throws Refused when something is being done to this target already, or too much is
    public synchronized void begin(String target, String what, Work work) {
        forget();
        if (underWay(known.get(target))) {
            throw new Refused(
                    "something is being done to " + target + " already; wait for its end");
        }
        if (known.values().stream().filter(Undertakings::underWay).count() >= MOST) {
            throw new Refused("more than " + MOST + " things are being done; wait for an end");
        }
        known.put(target, new Undertaking(what, clock.instant(), Optional.empty()));
        Thread.ofVirtual().name("process-" + what).start(() -> run(target, what, work));
    }

    private void run(String target, String what, Work work) {
        try {
            work.run();
            end(target);
        } catch (IOException | RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            LOG.warn("process.not-done", "what", what, "target", target, "why", why);
            fail(target, what, why);
        }
    }

    private synchronized void end(String target) {
        known.remove(target);
    }

    private synchronized void fail(String target, String what, String why) {
        known.put(target, new Undertaking(what, clock.instant(), Optional.of(why)));
    }

    private void forget() {
        Instant before = clock.instant().minus(REMEMBERED);
        known.values().removeIf(each -> each.failure.isPresent() && each.at.isBefore(before));
    }

    private static boolean underWay(@Nullable Undertaking one) {
        return one != null && one.failure.isEmpty();
    }
}
