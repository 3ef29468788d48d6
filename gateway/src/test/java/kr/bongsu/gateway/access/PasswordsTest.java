package kr.bongsu.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {

    private final Passwords passwords = new Passwords(10);

    @Test
    void onlyTheRightPasswordMatchesAndNoHashIsLikeAnother() {
        String hash = passwords.hash("봉수대-1234!");
        assertThat(Passwords.matches("봉수대-1234!", hash)).isTrue();
        assertThat(Passwords.matches("봉수대-1234", hash)).isFalse();
        assertThat(Passwords.matches("봉수대-1234!", passwords.nobodys())).isFalse();
        assertThat(Passwords.matches("", "plain")).isFalse();
        assertThat(passwords.hash("봉수대-1234!")).isNotEqualTo(hash).doesNotContain("봉수대");
    }

    @Test
    void hangulIsTheSamePasswordHoweverTheKeyboardComposesIt() {
        assertThat(Passwords.matches("\u1112\u1161\u11ab", passwords.hash("한"))).isTrue();
    }

    @Test
    void aHashOfFormerIterationsStillMatches() {
        assertThat(Passwords.matches("x", new Passwords(3).hash("x"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kim | right-horse-7 | ",
                "kim | 봉화를올려라-7 | LENGTH",
                "kim | 봉화를높이올려라-7 | ",
                "kim | short-1 | LENGTH",
                "kim | no digits here | MIXED",
                "kim | 12-34-56-78-90 | MIXED",
                "kim | nothingelse77 | MIXED",
                "kim | my-Kim-pass-7 | NAME",
                "kim | aaaa-horse-7 | REPEATED",
                "kim | horse-1234-x | REPEATED",
                "kim | horse-dcba-7 | REPEATED"
            })
    void aRuleThatIsBrokenIsNamed(String name, String password, PasswordRule broken) {
        assertThat(PasswordRule.brokenBy(name, password).orElse(null)).isEqualTo(broken);
    }
}
