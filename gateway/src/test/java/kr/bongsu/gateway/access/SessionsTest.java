package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();
    private final Sessions sessions = new Sessions(Sessions.Limits.USUAL, clock);
    private final Account kim = Account.with("kim", Role.VIEWER, "", clock.instant());

    @Test
    void aTokenFindsItsSessionUntilItIsEnded() {
        Sessions.Opened opened = sessions.open(kim);
        assertThat(find(opened)).isTrue();
        assertThat(sessions.find(opened.token() + "x", Duration.ZERO)).isEmpty();
        sessions.end(opened.token());
        assertThat(find(opened)).isFalse();
    }

    @Test
    void whoDoesSomethingStaysAndWhoDoesNothingIsLoggedOut() {
        Sessions.Opened opened = sessions.open(kim);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(59));
            assertThat(find(opened)).isTrue();
        }
        clock.advance(Duration.ofMinutes(60));
        assertThat(find(opened)).isFalse();
    }

    @Test
    void aPageThatOnlyRefreshesKeepsNoSessionAlive() {
        Sessions.Opened opened = sessions.open(kim);
        for (int minute = 1; minute < 60; minute++) {
            clock.advance(MINUTE);
            assertThat(sessions.find(opened.token(), MINUTE.multipliedBy(minute))).isPresent();
        }
        clock.advance(MINUTE);
        assertThat(sessions.find(opened.token(), MINUTE.multipliedBy(60))).isEmpty();
    }

    @Test
    void aDaysWorkIsTheLongest() {
        Sessions.Opened opened = sessions.open(kim);
        for (int i = 0; i < 23; i++) {
            clock.advance(Duration.ofMinutes(30));
            assertThat(find(opened)).isTrue();
        }
        clock.advance(Duration.ofMinutes(30));
        assertThat(find(opened)).isFalse();
    }

    @Test
    void onePersonHasAFewAtATimeAndTheOldestGoes() {
        List<Sessions.Opened> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            all.add(sessions.open(kim));
        }
        assertThat(find(all.getFirst())).isFalse();
        assertThat(all.subList(1, 9)).allMatch(this::find);
    }

    private boolean find(Sessions.Opened opened) {
        return sessions.find(opened.token(), Duration.ZERO).isPresent();
    }
}
