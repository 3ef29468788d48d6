package kr.bongsu.fepsimulator.fault;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.Telegram;

/// Spoils a good data telegram. What a layout lacks the fields for leaves the telegram as it is.
public final class Spoiler {

    private static final int NOISE = 70 * 1024;
    private static final int MOST_OFF = 20;
    private static final byte FIRST_HALF = (byte) 0xB0;

    private final Layout layout;

    public Spoiler(Layout layout) {
        this.layout = layout;
    }

    /// The bytes to send instead.
    public byte[] spoil(byte[] good, Spoil kind, RandomGenerator random) {
        return switch (kind) {
            case NOISE_BYTES -> joined(noise(random, 0, 256), good);
            case NOISE_TEXT -> joined(noise(random, ' ', 127), good);
            case NOISE_DIGITS -> joined(noise(random, '0', '9' + 1), good);
            case CUT_CONNECTION -> Arrays.copyOf(good, random.nextInt(1, good.length));
            default -> changed(good, kind, random);
        };
    }

    private byte[] changed(byte[] good, Spoil kind, RandomGenerator random) {
        byte[] bytes = good.clone();
        if (!(layout.decode(bytes) instanceof Decoding.Decoded(Telegram telegram))) {
            throw new IllegalArgumentException("was not good before");
        }
        BlockView header = telegram.header();
        Field length = layout.length().field();
        int off = random.nextInt(1, MOST_OFF);
        switch (kind) {
            case SEND_COUNT_HIGH -> change(telegram, "send_cnt", at -> at.plus(1));
            case SEND_COUNT_LOW -> change(telegram, "send_cnt", at -> at.plus(-1));
            case SEND_COUNT_LETTERS -> change(telegram, "send_cnt", at -> at.put("0000A"));
            case SEND_COUNT_BLANK -> change(telegram, "send_cnt", at -> at.put(""));
            case RECORD_COUNT_HIGH -> change(telegram, "P_RecordCount", at -> at.plus(1));
            case RECORD_COUNT_ZERO ->
                    change(telegram, "P_RecordCount", at -> at.plus(-at.number()));
            case UNKNOWN_KIND -> header.put(layout.kind(), "Z");
            case LENGTH_HIGH -> new Place(header, length).plus(off);
            case LENGTH_LOW -> new Place(header, length).plus(-off);
            case LENGTH_LETTERS -> header.put(length, "ABCDEF");
            case LENGTH_SIGN -> header.put(length, "-00001");
            case LENGTH_HUGE -> header.put(length, "999999");
            case CUT_CHARACTER ->
                    change(
                            telegram,
                            "msg_title",
                            at -> {
                                at.put("가".repeat(at.field.size()));
                                bytes[at.end() - 2] = 'a';
                                bytes[at.end() - 1] = FIRST_HALF;
                            });
            case CONTROL_CHARACTERS ->
                    change(
                            telegram,
                            "msg_contents",
                            at -> {
                                bytes[at.end() - at.field.size()] = 0;
                                bytes[at.end() - at.field.size() + 1] = 7;
                            });
            case BLANK_TOKEN -> change(telegram, "device_id", at -> at.put(""));
            case NOISE_BYTES, NOISE_TEXT, NOISE_DIGITS, CUT_CONNECTION ->
                    throw new IllegalArgumentException(kind + " leaves the telegram as it is");
        }
        return bytes;
    }

    private static void change(Telegram telegram, String name, Consumer<Place> change) {
        Stream.concat(Stream.of(telegram.header()), telegram.body().stream())
                .filter(view -> view.block().find(name).isPresent())
                .findFirst()
                .ifPresent(view -> change.accept(new Place(view, view.block().field(name))));
    }

    /// A field at its place in a telegram.
    private record Place(BlockView view, Field field) {

        int end() {
            return view.offset() + field.offset() + field.size();
        }

        long number() {
            return view.number(field).orElse(0);
        }

        void plus(long more) {
            view.put(field, number() + more);
        }

        void put(String text) {
            view.put(field, text);
        }
    }

    private static byte[] noise(RandomGenerator random, int from, int to) {
        byte[] noise = new byte[random.nextInt(1, NOISE)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt(from, to);
        }
        return noise;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
