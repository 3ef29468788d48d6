package kr.bongsu.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void aWordOfTwoSyllablesHasOneTerm() {
        assertThat(Terms.ofText("결제")).hasSize(1);
        assertThat(Terms.ofText("카드결제가 승인되었습니다")).contains(Terms.ofText("결제"));
        assertThat(Terms.ofText("결제")).isNotEqualTo(Terms.ofText("제결"));
    }

    @Test
    void termsDoNotReachOverTheEndOfAWord() {
        assertThat(Terms.ofText("a b-c\n금")).isEmpty();
        assertThat(Terms.ofText("결", "제")).isEmpty();
        assertThat(Terms.ofText("1,234원")).isEqualTo(Terms.ofText("x 234원 1"));
    }

    @Test
    void latinLettersAreTheSameInAnyCase() {
        assertThat(Terms.ofText("KB증권")).isEqualTo(Terms.ofText("kb증권"));
        assertThat(Terms.folded("KB증권 AbC")).isEqualTo("kb증권 abc");
    }

    @Test
    void charactersOutsideTheBasicPlaneAreOneCharacter() {
        assertThat(Terms.ofText("𠮷野")).hasSize(1);
    }

    @Test
    void everyPartOfATextHasOnlyTermsOfTheText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random, 60);
            int from = random.nextInt(text.length());
            int to = from + random.nextInt(text.length() - from);
            assertThat(LongStream.of(Terms.ofText(text)).boxed().toList())
                    .as("seed %d: '%s' in '%s'", seed, text.substring(from, to), text)
                    .containsAll(
                            LongStream.of(Terms.ofText(text.substring(from, to))).boxed().toList());
        }
    }

    @Test
    void wholeValuesHaveTermsThatNoTextHas() {
        long uuid = Terms.ofWhole(Column.UUID, "u1");
        assertThat(uuid).isBetween(1L << 42, (1L << Terms.BITS) - 1);
        assertThat(LongStream.of(Terms.ofText("u1 aB가힣𠮷野\uDBFF\uDFFF")))
                .allMatch(term -> term >= 0 && term < 1L << 42);
        assertThat(Terms.ofWhole(Column.GROUP, "u1")).isNotEqualTo(uuid);
        assertThat(Terms.ofWhole(Column.UUID, "u2")).isNotEqualTo(uuid);
    }

    @Test
    void onlyWhatHasCaseIsLookedForInAFoldedText() {
        assertThat(List.of("12345", "결제 승인", "010-****"))
                .allMatch(text -> !Terms.contains("body", text).contains("lower"));
        assertThat(List.of("1a", "결제A", "é"))
                .allMatch(text -> Terms.contains("body", text).contains("lower(body)"));
    }

    private static String text(Random random, int length) {
        String letters = "가나다결제승인AbC12 ,.\n";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(length); i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
