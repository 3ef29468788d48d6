package kr.bongsu.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskTest {

    @Test
    void personalDataKeepsOnlyWhatRecognisesIt() {
        assertThat(Mask.customer("0012345678")).isEqualTo("00******78");
        assertThat(Mask.phone("01012345678")).isEqualTo("010****5678");
        assertThat(Mask.token("dGhpcyBpcyBh:token9f2c")).isEqualTo("dGhp…9f2c");
        assertThat(Mask.text("삼성전자 10주 체결")).isEqualTo("삼성…");
    }

    @Test
    void whatIsShortIsHiddenWhole() {
        assertThat(Mask.customer("1234")).isEqualTo("****");
        assertThat(Mask.phone("0101")).isEqualTo("****");
        assertThat(Mask.token("short")).isEqualTo("*****");
        assertThat(Mask.text("체결")).isEqualTo("**");
        assertThat(Mask.text("")).isEmpty();
    }

    @Test
    void fourCharactersAtLeastAreHiddenAndNoDigitOfAPassword() {
        assertThat(Mask.phone("0111234567")).isEqualTo("011****567");
        assertThat(Mask.phone("012345678")).isEqualTo("01****678");
        assertThat(Mask.customer("123456")).isEqualTo("1****6");
        assertThat(Mask.customer("12345")).isEqualTo("****5");
        assertThat(Mask.text("482913 인증번호")).isEqualTo("**…");
        assertThat(Mask.text("홍길동님 체결")).doesNotContain("홍길동");
    }

    @Test
    void noToStringTellsPersonalData() {
        Recipient recipient =
                new Recipient(
                        "0012345678",
                        "01012345678",
                        new DeviceToken("abcdefghijklmnop"),
                        "회사",
                        "1");
        assertThat(recipient.toString())
                .doesNotContain("0012345678")
                .doesNotContain("01012345678")
                .doesNotContain("abcdefghijklmnop");
        assertThat(new Message("s", "비밀 제목", "비밀 본문", "g", "u").toString()).doesNotContain("비밀");
    }
}
