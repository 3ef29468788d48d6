package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.time.Duration;
import kr.bongsu.supervisor.libc.ProgramText;

/// Lets go of the memory that only starting and rare commands needed.
final class Slumber {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration THEN_EVERY = Duration.ofMinutes(10);

    private final Surroundings around;

    Slumber(Surroundings around) {
        this.around = around;
    }

    void start() {
        around.loop().after(FIRST, this::letGo);
    }

    private void letGo() {
        try {
            ProgramText.letGo();
            around.loop().after(THEN_EVERY, this::letGo);
        } catch (IOException e) {
            around.log().warn("daemon.keeps-memory", "reason", e);
        }
    }
}
