package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
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
            assertThat(login.attempt("nobody" + i, "x", "10.0.0.9"))
                    .isInstanceOf(Login.Result.Refused.class);
        }
        assertThat(login.attempt("kim", GOOD, "10.0.0.9"))
                .isEqualTo(new Login.Result.Later(Brake.WINDOW));
        assertThat(login.attempt("kim", GOOD, "10.0.0.8")).isInstanceOf(Login.Result.In.class);
        clock.advance(Brake.WINDOW);
        assertThat(login.attempt("kim", GOOD, "10.0.0.9")).isInstanceOf(Login.Result.In.class);
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
        return login.attempt(name, password, "10.0.0.1");
    }
}
