package kr.bongsu.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Random and mutated streams through framing, decoding and dumping.
///
/// `-Dbongsu.fuzz.streams=10000000` for a long run, `-Dbongsu.fuzz.seed=` to repeat one.
class FuzzTest {

    private static final byte[][] GOOD = {
        Sample.heartbeat(), Sample.data("체결 '똠' \\", "1", "2", "3"), Sample.data("", "")
    };

    private SplittableRandom random = new SplittableRandom();

    @Test
    void noStreamMakesAnExceptionEscapeOrATelegramAppear() {
        long streams = Long.getLong("bongsu.fuzz.streams", 20_000);
        long first = Long.getLong("bongsu.fuzz.seed", new Random().nextLong());
        long whole = 0;
        long decoded = 0;
        for (long seed = first; seed < first + streams; seed++) {
            random = new SplittableRandom(seed);
            byte[] stream = stream();
            try {
                int before = 0;
                Framer framer = new Framer(Sample.LAYOUT);
                for (int at = 0; at < stream.length; ) {
                    int size = Math.min(1 + random.nextInt(2_000), stream.length - at);
                    framer.offer(ByteBuffer.wrap(stream, at, size));
                    at += size;
                    while (framer.next() instanceof Framing.Whole(byte[] telegram)) {
                        int end = before + telegram.length;
                        // Exactly the bytes that came, in their order, none twice.
                        if (!Arrays.equals(telegram, Arrays.copyOfRange(stream, before, end))) {
                            throw new AssertionError("other bytes than those of the stream");
                        }
                        before = end;
                        whole++;
                        decoded += accountedFor(telegram) ? 1 : 0;
                    }
                }
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("-Dbongsu.fuzz.seed=" + seed, failed);
            }
        }
        assertThat(decoded).as("well-formed among %d whole", whole).isPositive().isLessThan(whole);
    }

    /// Reads everything of a telegram; tells whether it was well-formed.
    private static boolean accountedFor(byte[] bytes) {
        String unused = HexDump.masked(Sample.LAYOUT, bytes, 128);
        if (!(Sample.LAYOUT.decode(bytes) instanceof Decoding.Decoded(Telegram telegram))) {
            return false;
        }
        int size = read(telegram.header());
        for (BlockView block : telegram.body()) {
            if (block.offset() != size) {
                throw new AssertionError("a block does not follow the one before");
            }
            size += read(block);
        }
        if (size != bytes.length || unused.isEmpty()) {
            throw new AssertionError(size + " bytes accounted for of " + bytes.length);
        }
        return true;
    }

    private static int read(BlockView view) {
        for (Field field : view.block().fields()) {
            if (field.isNumber()) {
                if (view.number(field).isEmpty() && !field.mayBeBlank()) {
                    throw new AssertionError(field.name() + " is blank");
                }
            } else if (view.text(field).indexOf('\uFFFD') >= 0) {
                throw new AssertionError(field.name() + " holds a replacement character");
            }
        }
        return view.block().size();
    }

    private byte[] stream() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            if (random.nextInt(8) == 0) {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                out.writeBytes(noise);
            } else {
                out.writeBytes(mutated(GOOD[random.nextInt(GOOD.length)].clone()));
            }
        }
        return out.toByteArray();
    }

    private byte[] mutated(byte[] telegram) {
        for (int left = random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(random.nextBoolean() ? telegram.length : 110);
            at = Math.min(at, telegram.length - 1);
            telegram[at] =
                    (byte)
                            switch (random.nextInt(4)) {
                                case 0 -> '0' + random.nextInt(10);
                                case 1 -> ' ';
                                case 2 -> telegram[at] ^ (1 << random.nextInt(8));
                                default -> random.nextInt(256);
                            };
        }
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(telegram, random.nextInt(telegram.length));
            case 1 -> Arrays.copyOf(telegram, telegram.length + random.nextInt(20));
            default -> telegram;
        };
    }
}
