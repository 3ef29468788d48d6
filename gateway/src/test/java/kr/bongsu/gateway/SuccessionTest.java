package kr.bongsu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    @Test
    void whatMustWaitForTheGatewayBeforeRunsOnceThatHasEnded() throws Exception {
        Process before = new ProcessBuilder("sleep", "60").start();
        try {
            Succession succession =
                    Succession.of(Map.of("BONGSU_REPLACES", Long.toString(before.pid())));
            CountDownLatch ran = new CountDownLatch(1);
            assertThat(succession.isPending()).isTrue();

            succession.afterwards(ran::countDown);
            assertThat(ran.getCount()).isEqualTo(1);
            before.destroy();

            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(succession.isPending()).isFalse();
        } finally {
            before.destroyForcibly();
        }
    }

    @Test
    void aGatewayThatReplacesNobodyWaitsForNobody() throws Exception {
        Succession none = Succession.of(Map.of());
        CountDownLatch ran = new CountDownLatch(1);

        none.afterwards(ran::countDown);

        assertThat(none.isPending()).isFalse();
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
