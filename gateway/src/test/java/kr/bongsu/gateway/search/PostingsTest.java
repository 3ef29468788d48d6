package kr.bongsu.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingsTest {

    private static final int MESSAGES = 1 << TextBlock.BITS;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0001, 0.01, 0.12, 0.5, 1})
    void whatIsWrittenIsRead(double density) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BitSet messages = new BitSet();
        for (int i = 0; i < MESSAGES; i++) {
            if (random.nextDouble() < density) {
                messages.set(i);
            }
        }
        byte[] bytes = Postings.write(messages);
        assertThat(Postings.read(bytes)).as("seed %d", seed).isEqualTo(messages);
        assertThat(bytes.length).isLessThanOrEqualTo(MESSAGES / 8 + 3);
    }

    @Test
    void aRareTermTakesFewBytes() {
        BitSet messages = new BitSet();
        messages.set(3);
        messages.set(200);
        messages.set(16_000);
        assertThat(Postings.write(messages)).hasSize(1 + 1 + 2 + 2);
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThatThrownBy(() -> Postings.read(new byte[] {7, 1})).hasMessageContaining("damaged");
        assertThatThrownBy(() -> Postings.read(new byte[0])).hasMessageContaining("damaged");
    }
}
