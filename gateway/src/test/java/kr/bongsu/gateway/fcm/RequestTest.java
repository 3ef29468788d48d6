package kr.bongsu.gateway.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final Instant NOW = Instant.parse("2026-03-02T11:59:30Z");
    private static final Instant END = NOW.plusSeconds(30);

    private final Request request =
            new Request(
                    Lane.SINGLE,
                    text(NOW),
                    Optional.of(new Request.Dated(END, NOW, RequestTest::text)),
                    _ -> {});

    @Test
    void whatHasWaitedSaysAnewHowMuchOfItsTimeIsLeft() {
        byte[] first = request.body();
        request.renew(NOW.plusMillis(999));
        assertThat(request.body()).isSameAs(first);
        request.renew(NOW.plusSeconds(20));
        assertThat(request.body()).isEqualTo(text(NOW.plusSeconds(20)));
        request.renew(NOW);
        assertThat(request.body()).as("the clock was set back").isEqualTo(text(NOW));
    }

    @Test
    void itIsOverAtItsEndAndNeverWithoutOne() {
        assertThat(request.isOver(END.minusMillis(1))).isFalse();
        assertThat(request.isOver(END)).isTrue();
        Request endless = new Request(Lane.SINGLE, text(NOW), Optional.empty(), _ -> {});
        assertThat(endless.isOver(Instant.MAX)).isFalse();
    }

    private static byte[] text(Instant now) {
        return now.toString().getBytes(UTF_8);
    }
}
