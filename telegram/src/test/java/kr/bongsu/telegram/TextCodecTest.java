package kr.bongsu.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCodecTest {

    private final TextCodec codec = new TextCodec(Sample.MS949);

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "삼성전자 체결", "똠방각하 뷁", "한a글", "줄\n바꿈\t탭", " 앞 빈칸"})
    void aTextComesBackAsItWas(String text) {
        byte[] field = new byte[40];
        codec.encode(text, field, 0, field.length);
        assertThat(codec.decode(field, 0, field.length)).isEqualTo(text);
    }

    @Test
    void aCharacterCutByTheFieldsEndIsDropped() {
        byte[] cut = Arrays.copyOf("가나다".getBytes(Sample.MS949), 5);
        assertThat(codec.decode(cut, 0, 5)).isEqualTo("가나");
        byte[] cutAfterAscii = Arrays.copyOf("a나다".getBytes(Sample.MS949), 4);
        assertThat(codec.decode(cutAfterAscii, 0, 4)).isEqualTo("a나");
    }

    @Test
    void aCharacterOfMoreBytesCutByTheFieldsEndIsDroppedToo() {
        TextCodec utf8 = new TextCodec(StandardCharsets.UTF_8);
        byte[] text = "가나다".getBytes(StandardCharsets.UTF_8);
        assertThat(utf8.decode(text, 0, 7)).isEqualTo("가나");
        assertThat(utf8.decode(text, 0, 8)).isEqualTo("가나");
        assertThat(utf8.decode(text, 0, 9)).isEqualTo("가나다");
    }

    @Test
    void aTextTooLongIsCutAtACharactersBorder() {
        byte[] field = new byte[5];
        codec.encode("가나다", field, 0, 5);
        assertThat(codec.decode(field, 0, 5)).isEqualTo("가나");
        assertThat(field[4]).isEqualTo((byte) ' ');
    }

    @Test
    void fillingAndControlCharactersAreDefined() {
        byte[] field = "a\0b\u0001c\r\nd \0 ".getBytes(StandardCharsets.US_ASCII);
        assertThat(codec.decode(field, 0, field.length)).isEqualTo("a b c\nd");
    }

    @Test
    void bytesThatAreNoCharacterBecomeAQuestionMark() {
        byte[] field = {'a', (byte) 0x81, ' ', 'b', (byte) 0xff, 'c'};
        assertThat(codec.decode(field, 0, field.length)).doesNotContain("\uFFFD").startsWith("a?");
    }

    @Test
    void aCharacterTheCharsetLacksIsWrittenAsAQuestionMark() {
        byte[] field = new byte[4];
        codec.encode("a😀b", field, 0, 4);
        assertThat(codec.decode(field, 0, 4)).isEqualTo("a?b");
    }

    @Test
    void everyPairOfBytesIsReadAsTheCharsetReadsIt() {
        for (int lead = 0x80; lead <= 0xff; lead++) {
            for (int trail = ' '; trail <= 0xff; trail++) {
                if (trail == 0x7f) {
                    continue;
                }
                byte[] field = {'a', (byte) lead, (byte) trail, 'b', ' '};
                String read = new String(field, 0, 4, Sample.MS949).replace('\uFFFD', '?');
                StringBuilder expected = new StringBuilder();
                read.chars()
                        .map(c -> Character.isISOControl(c) ? ' ' : c)
                        .forEach(expected::appendCodePoint);
                assertThat(codec.decode(field, 0, field.length))
                        .as("%02x %02x", lead, trail)
                        .isEqualTo(expected.toString());
            }
        }
    }

    @Test
    void anAsciiTextOfAnyLengthIsReadToItsLastSignWhateverFillsTheRest() {
        byte[] field = new byte[40];
        for (int length = 0; length <= field.length; length++) {
            for (byte filling : new byte[] {' ', 0}) {
                Arrays.fill(field, filling);
                Arrays.fill(field, 0, length, (byte) '~');
                assertThat(codec.decode(field, 0, field.length)).isEqualTo("~".repeat(length));
            }
        }
    }

    @Test
    void aControlCharacterIsSeenWhereverItStands() {
        for (int place = 0; place < 20; place++) {
            for (byte control : new byte[] {1, 0x1f, 0x7f}) {
                byte[] field = "~".repeat(21).getBytes(StandardCharsets.US_ASCII);
                field[place] = control;
                assertThat(codec.decode(field, 0, field.length))
                        .isEqualTo("~".repeat(place) + ' ' + "~".repeat(20 - place));
            }
        }
    }
}
