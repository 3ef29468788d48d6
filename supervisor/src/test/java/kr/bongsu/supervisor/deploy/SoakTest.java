package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import kr.bongsu.supervisor.Await;
import kr.bongsu.supervisor.Bongsu;
import kr.bongsu.supervisor.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One application reloaded again and again under load; `make soak` does it a hundred times.
class SoakTest {
    private static final int RELOADS = Integer.getInteger("bongsu.reloads", 5);
    private static final int RATE = 400;

    @Test
    void noRequestIsLostInManyReloads(@TempDir Path folder) {
        int port = Ports.free();
        try (Bongsu bongsu = new Bongsu(folder)) {
            bongsu.write(
                    "app.js",
                    "const http = require('http');",
                    "http.createServer((q, r) => setTimeout(() => r.end('ok'), 2))",
                    "  .listen(process.env.PORT, '127.0.0.1');");
            bongsu.run("start", "app.js", "-i", "2", "--listen", "127.0.0.1:" + port, "-s")
                    .succeeds();
            try (Load load = Load.start(port, Load.Kind.BOTH, 16, RATE)) {
                for (int i = 0; i < RELOADS; i++) {
                    long soFar = load.answered();
                    Await.until("requests are answered", () -> load.answered() > soFar + 20);
                    bongsu.run("reload", "app", "-s").succeeds();
                }
                load.end();

                assertThat(load.failures()).isEmpty();
                assertThat(load.answered()).isEqualTo(load.sent());
            }
            assertThat(bongsu.views()).allMatch(view -> view.life().restarts() == RELOADS);
        }
    }
}
