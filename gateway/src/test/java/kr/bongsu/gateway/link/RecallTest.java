package kr.bongsu.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.ledger.LinkWish;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.push.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a line does with what people wished before its gateway began.
class RecallTest {

    private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(3_600);
    private static final LinkWish HELD =
            new LinkWish(
                    Optional.of(new LinkWish.Hold(EARLIER, "kim", "maintenance")),
                    Optional.empty());

    @TempDir Path folder;
    private volatile Recall before = _ -> LinkWish.NONE;
    private Fep fep;
    private Fep standby;
    private Links links;
    private Link link;

    @BeforeEach
    void make() throws Exception {
        fep = new Fep();
        standby = new Fep();
        links =
                new Links(
                        List.of(
                                new LinkSettings(
                                        "single01",
                                        Lane.SINGLE,
                                        List.of(endpoint(fep), endpoint(standby)),
                                        Optional.empty(),
                                        new LinkSettings.Dialogue(
                                                true,
                                                Duration.ofSeconds(30),
                                                LinkSettings.WhenFull.WAIT))),
                        new Links.Common(
                                new TelegramForm(Fep.LAYOUT),
                                ResponseCodes.DEFAULT,
                                ZoneId.of("Asia/Seoul"),
                                InstantSource.fixed(NOW),
                                TraceSettings.in(folder)),
                        _ -> CompletableFuture.completedFuture(new Receipt.Stored(List.of())),
                        _ -> false,
                        line -> before.of(line));
        link = links.list().getFirst();
    }

    @AfterEach
    void stop() throws Exception {
        links.close();
        fep.close();
        standby.close();
    }

    @Test
    void aLineThatWasHeldSignsOnWhenItIsReleasedAndNotBefore() throws Exception {
        before = _ -> HELD;
        links.start();
        awaitHeld();
        assertThat(link.state()).isEqualTo(new LinkState.Held(EARLIER, "kim: maintenance"));
        assertThat(link.journal())
                .containsExactly(
                        new LinkChange(EARLIER, "kim", LinkChange.Kind.HELD, "maintenance"));
        assertThat(link.hold()).isEqualTo(HELD.hold());
        assertThat(fep.isUncalled()).isTrue();
        link.release("lee");
        assertThat(fep.accept().kind()).isEqualTo("A");
    }

    @Test
    void aLineThatMayBeHeldDoesNothingUntilThatIsKnown() throws Exception {
        before =
                _ -> {
                    throw new LedgerException("no connection", new IllegalStateException());
                };
        links.start();
        Await.until("it waits", () -> link.state() instanceof LinkState.Backoff);
        assertThat(((LinkState.Backoff) link.state()).reason())
                .isEqualTo("it is not known whether it is held: no connection");
        link.release("lee");
        link.hold("kim", "also now");
        assertThat(fep.isUncalled()).isTrue();
        before = _ -> LinkWish.NONE;
        awaitHeld();
        assertThat(((LinkState.Held) link.state()).reason())
                .as("what people wish now stands")
                .isEqualTo("kim: also now");
        assertThat(fep.isUncalled()).isTrue();
    }

    @Test
    void aLineBeginsAtTheEndpointThatPeopleChoseAndLeavesItWhenItFails() throws Exception {
        LinkWish.Place place =
                new LinkWish.Place(
                        EARLIER, "kim", endpoint(standby).toString(), link.settings().route());
        before = _ -> new LinkWish(Optional.empty(), Optional.of(place));
        links.start();
        standby.send(Fep.answer(standby.accept(), 0));
        assertThat(link.endpoint()).isEqualTo(endpoint(standby));
        assertThat(fep.isUncalled()).isTrue();
        standby.cut();
        fep.accept();
        assertThat(link.place()).as("for the next gateway").contains(place);
        assertThat(link.switchTo(endpoint(fep), "lee")).isTrue();
        assertThat(link.place()).as("the first needs no wish").isEmpty();
    }

    @Test
    void whatTheGatewayBeforeWasToldInItsLastMomentsIsLearntAtItsEnd() throws Exception {
        links.start();
        fep.accept();
        before = _ -> HELD;
        links.takeOver();
        awaitHeld();
        before = _ -> LinkWish.NONE;
        links.takeOver();
        fep.accept();
        link.hold("lee", "told here");
        links.takeOver();
        awaitHeld();
        assertThat(((LinkState.Held) link.state()).reason()).isEqualTo("lee: told here");
        before =
                _ -> {
                    throw new LedgerException("no connection", new IllegalStateException());
                };
        links.takeOver();
        assertThat(link.state()).as("a ledger that does not answer").isInstanceOf(held());
    }

    private void awaitHeld() throws Exception {
        Await.until("it is held", () -> held().isInstance(link.state()));
    }

    private static Class<?> held() {
        return LinkState.Held.class;
    }

    private static LinkSettings.Endpoint endpoint(Fep fep) {
        return new LinkSettings.Endpoint("127.0.0.1", fep.port());
    }
}
