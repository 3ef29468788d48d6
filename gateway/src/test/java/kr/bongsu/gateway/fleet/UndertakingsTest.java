package kr.bongsu.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import kr.bongsu.gateway.Await;
import org.junit.jupiter.api.Test;

class UndertakingsTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-02T00:00:00Z"));
    private final Undertakings undertakings = new Undertakings(now::get);

    @Test
    void oneThingIsDoneToATargetAtATime() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        undertakings.begin("nap", "stop", () -> await(end));
        assertThat(undertakings.of("nap").orElseThrow().what()).isEqualTo("stop");
        assertThatThrownBy(() -> undertakings.begin("nap", "restart", () -> {}))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("already");
        end.countDown();
        Await.until("it is done", () -> undertakings.of("nap").isEmpty());
    }

    @Test
    void whyItFailedIsRememberedForAWhile() throws Exception {
        undertakings.begin(
                "nap",
                "start",
                () -> {
                    throw new IOException("no such script");
                });
        Await.until(
                "it has failed",
                () ->
                        undertakings
                                .of("nap")
                                .flatMap(Undertakings.Undertaking::failure)
                                .isPresent());
        assertThat(undertakings.of("nap").orElseThrow().failure()).contains("no such script");
        now.updateAndGet(each -> each.plus(Duration.ofMinutes(11)));
        assertThat(undertakings.of("nap")).isEmpty();
    }

    @Test
    void notEverythingIsDoneAtOnce() {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 16; i++) {
            undertakings.begin("process " + i, "stop", () -> await(end));
        }
        assertThatThrownBy(() -> undertakings.begin("process 16", "stop", () -> {}))
                .isInstanceOf(Refused.class);
        end.countDown();
    }

    private static void await(CountDownLatch end) throws IOException {
        try {
            end.await();
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }
}
