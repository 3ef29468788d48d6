package kr.bongsu.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramerTest {

    @Test
    void telegramsArriveWholeHoweverTheirBytesAreSplitAndJoined() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] stream =
                joined(
                        Sample.heartbeat(),
                        Sample.heartbeat(),
                        Sample.data("체결", "1", "2", "3"),
                        Sample.heartbeat(),
                        Sample.data("공지", many(1000)));
        for (int run = 0; run < 50; run++) {
            int most = 1 + random.nextInt(run < 10 ? 3 : 5000);
            Framer framer = new Framer(Sample.LAYOUT);
            List<byte[]> telegrams = new ArrayList<>();
            for (int at = 0; at < stream.length; ) {
                int size = Math.min(1 + random.nextInt(most), stream.length - at);
                framer.offer(ByteBuffer.wrap(stream, at, size));
                at += size;
                while (framer.next() instanceof Framing.Whole whole) {
                    telegrams.add(whole.bytes());
                }
            }
            assertThat(joined(telegrams.toArray(byte[][]::new)))
                    .as("seed %d, run %d", seed, run)
                    .isEqualTo(stream);
            assertThat(telegrams).hasSize(5);
            assertThat(framer.pending()).isZero();
        }
    }

    @Test
    void aTelegramOfTheLongestSizeIsCutOutWhole() {
        byte[] telegram = Sample.data("공지", many(3140));
        Framer framer = new Framer(Sample.LAYOUT);
        framer.offer(ByteBuffer.wrap(telegram));
        assertThat(framer.next()).isInstanceOf(Framing.Whole.class);
        assertThat(framer.next()).isInstanceOf(Framing.Incomplete.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEF", "-00001", "999999x", "000079", "      ", "00008 "})
    void aLengthThatCannotBeTrueBreaksTheStream(String noise) {
        Framer framer = new Framer(Sample.LAYOUT);
        framer.offer(ByteBuffer.wrap(noise.getBytes(StandardCharsets.US_ASCII)));
        assertThat(framer.next())
                .isInstanceOf(
                        noise.startsWith("999999")
                                ? Framing.Incomplete.class // six nines are within the default limit
                                : Framing.Broken.class);
    }

    @Test
    void noiseIsNoticedAtItsFirstByte() {
        Framer framer = new Framer(Sample.LAYOUT);
        framer.offer(ByteBuffer.wrap(new byte[] {(byte) 0xb0}));
        assertThat(framer.next()).isInstanceOf(Framing.Broken.class);
    }

    static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static String[] many(int customers) {
        return IntStream.range(0, customers).mapToObj(i -> "c" + i).toArray(String[]::new);
    }
}
