package kr.bongsu.gateway.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final Requests requests = new Requests();

    @Test
    void aSingleDoesNotWaitBehindMultisForAStreamAndMultisDoNotStarve() {
        add(Lane.MULTI, 100);
        add(Lane.SINGLE, 18);
        List<Lane> first = poll(20);
        assertThat(first.getFirst()).isEqualTo(Lane.SINGLE);
        assertThat(first.stream().filter(lane -> lane == Lane.MULTI)).hasSize(2);
        assertThat(poll(200)).hasSize(98).containsOnly(Lane.MULTI);
        assertThat(requests.isEmpty()).isTrue();
    }

    @Test
    void whatWasRefusedComesNextInItsLane() {
        add(Lane.SINGLE, 2);
        Request back = request(Lane.SINGLE);
        requests.addFirst(back);
        assertThat(requests.poll()).isSameAs(back);
    }

    @Test
    void whatIsTakenOutIsTakenFromTheFrontOfBothLanes() {
        Request single = request(Lane.SINGLE);
        Request multi = request(Lane.MULTI);
        requests.add(single);
        requests.add(multi);
        add(Lane.MULTI, 1);
        assertThat(requests.pollWhile(each -> each == single || each == multi))
                .containsExactly(single, multi);
        assertThat(poll(10)).containsExactly(Lane.MULTI);
    }

    private void add(Lane lane, int count) {
        for (int i = 0; i < count; i++) {
            requests.add(request(lane));
        }
    }

    private List<Lane> poll(int most) {
        List<Lane> lanes = new ArrayList<>();
        Request next;
        while (lanes.size() < most && (next = requests.poll()) != null) {
            lanes.add(next.lane());
        }
        return lanes;
    }

    private static Request request(Lane lane) {
        return new Request(lane, "{}".getBytes(UTF_8), Optional.empty(), _ -> {});
    }
}
