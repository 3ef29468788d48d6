package kr.bongsu.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {

    private static final String NAP = Daemon.processes(Daemon.process(1, "nap", 0, "stopped"));

    @TempDir Path folder;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void theManagerIsAskedOnceASecondHoweverManyLook() throws Exception {
        try (Daemon _ = daemon()) {
            Roster roster = roster();
            for (int look = 0; look < 50; look++) {
                assertThat(roster.members().orElseThrow()).hasSize(1);
            }
            assertThat(looks).hasValue(1);
            now.set(Instant.EPOCH.plusMillis(1_001));
            assertThat(roster.members()).isPresent();
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void whatWasDoneIsSeenAtOnce() throws Exception {
        try (Daemon _ = daemon()) {
            Roster roster = roster();
            assertThat(roster.members()).isPresent();
            roster.forget();
            assertThat(roster.members()).isPresent();
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void whatWasNotToldIsAskedAgain() throws Exception {
        Roster roster = roster();
        try (Daemon _ = new Daemon(folder, _ -> "nonsense")) {
            assertThatThrownBy(roster::members).isInstanceOf(IOException.class);
        }
        Files.delete(folder.resolve("control.sock"));
        try (Daemon _ = daemon()) {
            assertThat(roster.members()).isPresent();
        }
    }

    private Daemon daemon() throws IOException {
        return new Daemon(
                folder,
                _ -> {
                    looks.incrementAndGet();
                    return NAP;
                });
    }

    private Roster roster() {
        return new Roster(Fleet.of(Map.of("BONGSU_HOME", folder.toString())), now::get);
    }
}
