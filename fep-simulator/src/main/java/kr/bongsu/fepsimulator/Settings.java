package kr.bongsu.fepsimulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.fepsimulator.line.LinePlan;
import kr.bongsu.fepsimulator.line.Rules;

/// Everything a run is told.
///
/// @param deadline when the summary is printed at the latest
/// @param stay whether to go on, with heartbeats and reconnects, after the summary
record Settings(
        Door door,
        Content content,
        Rules rules,
        Duration deadline,
        boolean stay,
        List<LinePlan> lines) {

    /// Where push servers come in.
    ///
    /// @param host the address to listen on
    /// @param keystore what to show them: all lines speak TLS; in clear when empty
    record Door(String host, Optional<Path> keystore) {}

    /// Where telegrams get their shape and their customers from.
    ///
    /// @param layout the default layout when empty
    /// @param customers generated ones when empty
    record Content(Optional<Path> layout, Optional<Path> customers, int seed) {}

    static final Settings DEFAULT =
            new Settings(
                    new Door("127.0.0.1", Optional.empty()),
                    new Content(Optional.empty(), Optional.empty(), 1),
                    new Rules(Duration.ofSeconds(30), Duration.ofSeconds(5), Set.of("1001")),
                    Duration.ofMinutes(10),
                    false,
                    List.of());

    Settings {
        lines = List.copyOf(lines);
    }
}
