package kr.bongsu.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextBlockTest {

    @Test
    void everyTermHasItsMessagesAndTheTermsRise() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TextBlock block = new TextBlock();
        Map<Long, BitSet> expected = new HashMap<>();
        long first = TextBlock.messages(5).first();
        for (int offset = 0; offset < 1 << TextBlock.BITS; offset += 1 + random.nextInt(30)) {
            long[] terms = random.longs(20, 0, 50_000).distinct().sorted().toArray();
            for (long term : terms) {
                expected.computeIfAbsent(term, _ -> new BitSet()).set(offset);
            }
            block.add(first + offset, terms);
        }
        TextBlock.Sorted sorted = block.sorted();
        assertThat(sorted.size()).as("seed %d", seed).isEqualTo(expected.size());
        long before = Long.MIN_VALUE;
        for (int i = 0; i < sorted.size(); i++) {
            long term = sorted.term(i);
            assertThat(term).isGreaterThan(before);
            assertThat(Postings.read(sorted.postings(i)))
                    .as("seed %d", seed)
                    .isEqualTo(expected.get(term));
            before = term;
        }
    }

    @Test
    void aBlockOfNoiseIsNotIndexed() {
        TextBlock block = new TextBlock();
        long next = 0;
        for (int offset = 0; offset < 1 << TextBlock.BITS; offset++) {
            long[] terms = new long[100];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = next++;
            }
            block.add(offset, terms);
        }
        assertThat(block.isTooVaried()).isTrue();
        assertThat(block.size()).as("memory is bounded").isLessThan(600_000);
    }

    @Test
    void anEmptyBlockHasNoTerms() {
        assertThat(new TextBlock().sorted().size()).isZero();
    }
}
