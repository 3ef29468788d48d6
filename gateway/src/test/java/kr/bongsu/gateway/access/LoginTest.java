package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    private static final Passwords CHEAP = new Passwords(10);
    private static final String GOOD = "right-horse-7";

    @TempDir Path folder;
    private final SettableClock clock = new SettableClock();
    private Accounts accounts;
    private Staff staff;
    private Login login;

    @BeforeEach
    void hire() throws Exception {
        accounts = new Accounts(folder.resolve("accounts"));
        staff = new Staff(accounts, CHEAP, clock);
        staff.first();
        staff.add("kim", Role.OPERATOR);
        staff.choose("kim", GOOD);
        login = new Login(accounts, CHEAP, clock);
    }

    @Test
    void theRightPasswordOpensWhateverTheCaseOfTheName() throws Exception {
        assertThat(attempt("Kim", GOOD)).isInstanceOf(Login.Result.In.class);
        assertThat(staff.find("kim").orElseThrow().attempts().lastEntry())
                .contains(clock.instant());
    }

    @Test
    void aWrongPasswordAndAnUnknownNameDoNot() throws Exception {
        assertThat(attempt("kim", "wrong")).isInstanceOf(Login.Result.Refused.class);
        assertThat(attempt("lee", GOOD)).isInstanceOf(Login.Result.Refused.class);
        assertThat(attempt("", "")).isInstanceOf(Login.Result.Refused.class);
    }

    @Test
    void fiveFailuresLockTheAccountForAQuarterOfAnHour() throws Exception {
        fail(Account.MOST_FAILURES);
        assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.Refused.class);
        clock.advance(Account.LOCKED_FOR);
        assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.In.class);
    }

    @Test
    void aLockSurvivesARestartAndARightPasswordForgivesFailures() throws Exception {
        fail(Account.MOST_FAILURES - 1);
        assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.In.class);
        fail(Account.MOST_FAILURES - 1);
        assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.In.class);
        fail(Account.MOST_FAILURES);
        login = new Login(new Accounts(folder.resolve("accounts")), CHEAP, clock);
        assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.Refused.class);
    }

    @Test
    void anAdministratorUnlocksWithANewPassword() throws Exception {
        fail(Account.MOST_FAILURES);
        String once = staff.reset("kim");
        assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.Refused.class);
        assertThat(attempt("kim", once)).isInstanceOf(Login.Result.In.class);
        assertThat(staff.find("kim").orElseThrow().credential().oneTime()).isTrue();
    }

    @Test
    void anAddressThatGuessesHasToWaitAndOthersNeedNot() throws Exception {
        for (int i = 0; i < Brake.MOST_FAILURES; i++) {
            assertThat(
                            login.attempt(
                                    "nobody" + i,
                                    "x",
                                    new Login.Origin("10.0.0.9", Optional.empty())))
                    .isInstanceOf(Login.Result.Refused.class);
        }
        assertThat(login.attempt("kim", GOOD, new Login.Origin("10.0.0.9", Optional.empty())))
                .isEqualTo(new Login.Result.Later(Brake.WINDOW));
        assertThat(login.attempt("kim", GOOD, new Login.Origin("10.0.0.8", Optional.empty())))
                .isInstanceOf(Login.Result.In.class);
        clock.advance(Brake.WINDOW);
        assertThat(login.attempt("kim", GOOD, new Login.Origin("10.0.0.9", Optional.empty())))
                .isInstanceOf(Login.Result.In.class);
    }

    @Test
    void strangersWhoGuessDoNotKeepTheOwnerOut() throws Exception {
        String browser = ((Login.Result.In) attempt("kim", GOOD)).browser();
        for (int day = 0; day < 3; day++) {
            fail(Account.MOST_FAILURES);
            assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.Refused.class);
            assertThat(attempt("kim", GOOD, browser)).isInstanceOf(Login.Result.In.class);
            assertThat(attempt("kim", GOOD))
                    .as("still locked for strangers")
                    .isInstanceOf(Login.Result.Refused.class);
            clock.advance(Account.LOCKED_FOR);
        }
        for (int i = 0; i < Brake.MOST_FAILURES; i++) {
            Login.Result _ = attempt("nobody" + i, "x");
        }
        assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.Later.class);
        assertThat(attempt("kim", GOOD, browser))
                .as("behind the address of those who guess")
                .isInstanceOf(Login.Result.In.class);
    }

    @Test
    void aBrowserThatIsKnownMayMistypeNoMoreOftenThanAnother() throws Exception {
        String browser = ((Login.Result.In) attempt("kim", GOOD)).browser();
        for (int i = 0; i < Account.MOST_FAILURES; i++) {
            assertThat(attempt("kim", "wrong", browser)).isInstanceOf(Login.Result.Refused.class);
        }
        fail(Account.MOST_FAILURES);
        login = new Login(new Accounts(folder.resolve("accounts")), CHEAP, clock);
        assertThat(attempt("kim", GOOD, browser)).isInstanceOf(Login.Result.Refused.class);
    }

    @Test
    void aBrowserIsKnownToWhoeverHasLoggedInWithItAndFourOfThemAre() throws Exception {
        staff.add("lee", Role.VIEWER);
        staff.choose("lee", "left-horse-9");
        String first = ((Login.Result.In) attempt("kim", GOOD)).browser();
        String hers = ((Login.Result.In) attempt("lee", "left-horse-9", first)).browser();
        assertThat(hers).isNotEqualTo(first);
        for (int i = 0; i < KnownBrowser.MOST - 1; i++) {
            assertThat(attempt("kim", GOOD, "not known " + i)).isInstanceOf(Login.Result.In.class);
        }
        fail(Account.MOST_FAILURES);
        for (String stranger : new String[] {hers, "not known 1", ""}) {
            assertThat(attempt("kim", GOOD, stranger)).isInstanceOf(Login.Result.Refused.class);
        }
        assertThat(((Login.Result.In) attempt("kim", GOOD, first)).browser()).isEqualTo(first);
    }

    @Test
    void aLockIsNotProlongedByMoreFailures() throws Exception {
        fail(Account.MOST_FAILURES);
        clock.advance(Account.LOCKED_FOR.minus(Duration.ofSeconds(1)));
        fail(3);
        clock.advance(Duration.ofSeconds(1));
        assertThat(attempt("kim", GOOD)).isInstanceOf(Login.Result.In.class);
    }

    private void fail(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(attempt("kim", "wrong")).isInstanceOf(Login.Result.Refused.class);
        }
    }

    private Login.Result attempt(String name, String password) throws Exception {
        return login.attempt(name, password, new Login.Origin("10.0.0.1", Optional.empty()));
    }

    private Login.Result attempt(String name, String password, String browser) throws Exception {
        return login.attempt(name, password, new Login.Origin("10.0.0.1", Optional.of(browser)));
    }
}
