package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Identity KIM = new Identity.Local("kim", 1);
    private static final Identity LEE =
            new Identity.Provided("https://id.example", "7 %", "이순신", List.of("push ops", "a+b"));

    @TempDir Path folder;
    private final SettableClock clock = new SettableClock();
    private Path file;
    private Sessions sessions;

    @BeforeEach
    void begin() {
        file = folder.resolve("data/sessions");
        sessions = another();
    }

    /// Another gateway on the same file, or the next one.
    private Sessions another() {
        return new Sessions(Sessions.Limits.USUAL, clock, file);
    }

    @Test
    void aTokenFindsItsSessionUntilItIsEnded() throws Exception {
        Sessions.Opened opened = sessions.open(KIM);
        assertThat(find(opened)).isTrue();
        assertThat(sessions.find(opened.token() + "x", Duration.ZERO)).isEmpty();
        sessions.end(opened.token());
        assertThat(find(opened)).isFalse();
    }

    @Test
    void allSessionsAreListedAndThoseOfOnePersonEndedForEveryGateway() throws Exception {
        Sessions.Opened first = sessions.open(KIM);
        clock.advance(MINUTE);
        Sessions.Opened lee = sessions.open(LEE);
        Sessions.Opened second = another().open(KIM);
        clock.advance(MINUTE);
        assertThat(find(first)).isTrue();
        Instant now = clock.instant();
        assertThat(sessions.list())
                .first()
                .isEqualTo(new Sessions.Presence(KIM, now.minus(Duration.ofMinutes(2)), now));
        assertThat(sessions.list())
                .extracting(Sessions.Presence::who)
                .containsExactlyInAnyOrder(KIM, KIM, LEE);
        another().endAll(KIM::equals);
        assertThat(find(first)).isFalse();
        assertThat(find(second)).isFalse();
        assertThat(find(lee)).isTrue();
        assertThat(another().list()).extracting(Sessions.Presence::who).containsExactly(LEE);
        clock.advance(Duration.ofHours(1));
        assertThat(sessions.list()).as("nobody stays for ever").isEmpty();
    }

    @Test
    void whoDoesSomethingStaysAndWhoDoesNothingIsLoggedOut() throws Exception {
        Sessions.Opened opened = sessions.open(KIM);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(59));
            assertThat(find(opened)).isTrue();
        }
        clock.advance(Duration.ofMinutes(60));
        assertThat(find(opened)).isFalse();
    }

    @Test
    void aPageThatOnlyRefreshesKeepsNoSessionAlive() throws Exception {
        Sessions.Opened opened = sessions.open(KIM);
        for (int minute = 1; minute < 60; minute++) {
            clock.advance(MINUTE);
            assertThat(sessions.find(opened.token(), MINUTE.multipliedBy(minute))).isPresent();
        }
        clock.advance(MINUTE);
        assertThat(sessions.find(opened.token(), MINUTE.multipliedBy(60))).isEmpty();
    }

    @Test
    void aDaysWorkIsTheLongest() throws Exception {
        Sessions.Opened opened = sessions.open(KIM);
        for (int i = 0; i < 23; i++) {
            clock.advance(Duration.ofMinutes(30));
            assertThat(find(opened)).isTrue();
        }
        clock.advance(Duration.ofMinutes(30));
        assertThat(find(opened)).isFalse();
    }

    @Test
    void onePersonHasAFewAtATimeAndTheOldestGoes() throws Exception {
        List<Sessions.Opened> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            clock.advance(Duration.ofMillis(1));
            all.add(sessions.open(KIM));
        }
        assertThat(find(all.getFirst())).isFalse();
        assertThat(all.subList(1, 9)).allMatch(this::find);
    }

    @Test
    void theNextGatewayKnowsWhoIsLoggedInAndShowsThePageTheSameToken() throws Exception {
        Sessions.Opened kim = sessions.open(KIM);
        Sessions.Opened lee = sessions.open(LEE);
        Sessions next = another();
        assertThat(next.find(kim.token(), Duration.ZERO)).contains(kim.session());
        assertThat(next.find(lee.token(), Duration.ZERO)).contains(lee.session());
    }

    @Test
    void twoGatewaysThatOverlapKnowEachOthersLoginsAndLogouts() throws Exception {
        Sessions.Opened before = sessions.open(KIM);
        Sessions next = another();
        Sessions.Opened after = next.open(LEE);
        assertThat(find(after)).isTrue();
        next.end(before.token());
        assertThat(find(before)).isFalse();
        sessions.end(after.token());
        assertThat(next.find(after.token(), Duration.ZERO)).isEmpty();
        assertThat(another().find(after.token(), Duration.ZERO)).isEmpty();
    }

    @Test
    void bothMayChangeTheFileAtTheSameTime() throws Exception {
        Sessions next = another();
        List<CompletableFuture<Sessions.Opened>> opening = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Sessions one = i % 2 == 0 ? sessions : next;
            Identity who = new Identity.Local("person" + i, 1);
            opening.add(
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return one.open(who);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
        }
        for (CompletableFuture<Sessions.Opened> each : opening) {
            assertThat(find(each.get(30, TimeUnit.SECONDS))).isTrue();
        }
    }

    @Test
    void aRestartNeitherProlongsNorShortensASession() throws Exception {
        Sessions.Opened opened = sessions.open(KIM);
        clock.advance(Duration.ofMinutes(40));
        assertThat(find(opened)).isTrue();
        sessions = another();
        clock.advance(Duration.ofMinutes(59));
        assertThat(find(opened)).isTrue();
        sessions = another();
        clock.advance(Duration.ofMinutes(60));
        assertThat(find(opened)).isFalse();
    }

    @Test
    void signsOfLifeGoToTheDiskNowAndThenOnly() throws Exception {
        Sessions.Opened opened = sessions.open(KIM);
        String text = Files.readString(file);
        for (int i = 0; i < 29; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(find(opened)).isTrue();
        }
        assertThat(Files.readString(file)).isEqualTo(text);
        clock.advance(Duration.ofSeconds(1));
        assertThat(find(opened)).isTrue();
        assertThat(Files.readString(file)).isNotEqualTo(text);
    }

    @Test
    void theFileHasNoTokenAndIsForItsUserAlone() throws Exception {
        Sessions.Opened opened = sessions.open(KIM);
        assertThat(Files.readString(file))
                .contains(Tokens.digest(opened.token()))
                .doesNotContain(opened.token(), opened.session().csrf());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedFileEndsAllSessionsAndNothingElse() throws Exception {
        for (String damage : new String[] {"half a li", "\0\0\0", "\n", "x".repeat(9 << 20)}) {
            Sessions.Opened before = sessions.open(KIM);
            Files.writeString(file, damage, StandardOpenOption.APPEND);
            assertThat(find(before)).as(damage.substring(0, 1)).isFalse();
            assertThat(another().find(before.token(), Duration.ZERO)).isEmpty();
            assertThat(find(sessions.open(KIM))).isTrue();
        }
        Sessions.Opened before = sessions.open(KIM);
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        assertThat(find(before)).isFalse();
        Files.delete(file);
        assertThat(find(sessions.open(KIM))).isTrue();
    }

    @Test
    void whatCannotBeKeptHasNotBegun() throws Exception {
        Sessions.Opened before = sessions.open(KIM);
        Files.createDirectories(folder.resolve("data/sessions.new/in the way"));
        assertThatThrownBy(() -> sessions.open(KIM)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sessions.end(before.token())).isInstanceOf(IOException.class);
        assertThat(find(before)).as("ended here all the same").isFalse();
    }

    private boolean find(Sessions.Opened opened) {
        return sessions.find(opened.token(), Duration.ZERO).isPresent();
    }
}
