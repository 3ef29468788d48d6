package kr.bongsu.telegram.tool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import kr.bongsu.telegram.BlockView;
import kr.bongsu.telegram.Decoding;
import kr.bongsu.telegram.Field;
import kr.bongsu.telegram.FieldType;
import kr.bongsu.telegram.Framer;
import kr.bongsu.telegram.Framing;
import kr.bongsu.telegram.HexDump;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.Masking;
import kr.bongsu.telegram.Telegram;

/// Turns a stream of telegrams into YAML; what is none becomes a comment with a hex dump.
final class Decode {

    private static final int DUMPED = 512;

    private final Layout layout;
    private final boolean clear;
    private final StringBuilder yaml = new StringBuilder("telegrams:\n");
    private int number;
    private boolean faulty;

    Decode(Layout layout, boolean clear) {
        this.layout = layout;
        this.clear = clear;
    }

    String decode(byte[] stream) {
        Framer framer = new Framer(layout);
        framer.offer(ByteBuffer.wrap(stream));
        int position = 0;
        while (true) {
            switch (framer.next()) {
                case Framing.Whole(byte[] bytes) -> {
                    telegram(bytes, position);
                    position += bytes.length;
                }
                case Framing.Broken(String what) -> {
                    rest(stream, position, what);
                    return yaml.toString();
                }
                case Framing.Incomplete _ -> {
                    if (position < stream.length) {
                        rest(stream, position, "ends in mid-telegram");
                    }
                    return yaml.toString();
                }
            }
        }
    }

    /// Whether something was no good telegram.
    boolean isFaulty() {
        return faulty;
    }

    private void telegram(byte[] bytes, int position) {
        number++;
        String place = "telegram %d at byte %d, %d bytes".formatted(number, position, bytes.length);
        switch (layout.decode(bytes)) {
            case Decoding.Malformed malformed -> {
                faulty = true;
                comment(place + ", malformed: " + malformed);
                comment(
                        clear
                                ? HexDump.clear(bytes, DUMPED)
                                : HexDump.masked(layout, bytes, DUMPED));
            }
            case Decoding.Decoded(Telegram telegram) -> {
                comment(place);
                yaml.append("  - header:\n");
                fields(telegram.header(), "      ");
                if (!telegram.body().isEmpty()) {
                    yaml.append("    body:\n");
                }
                for (BlockView block : telegram.body()) {
                    yaml.append("      - ").append(block.block().name()).append(":\n");
                    fields(block, "          ");
                }
                telegram.trailer()
                        .ifPresent(trailer -> {
                            yaml.append("    trailer:\n");
                            fields(trailer, "      ");
                        });
            }
        }
    }

    private void rest(byte[] stream, int position, String why) {
        faulty = true;
        byte[] rest = Arrays.copyOfRange(stream, position, stream.length);
        comment("from byte %d on, %d bytes: %s".formatted(position, rest.length, why));
        Field length = layout.length().field();
        comment(
                clear
                        ? HexDump.clear(rest, DUMPED)
                        : HexDump.noise(rest, length.offset() + length.size(), DUMPED));
    }

    private void fields(BlockView block, String indent) {
        for (Field field : block.block().fields()) {
            yaml.append(indent).append(field.name()).append(": ");
            yaml.append(value(block, field)).append('\n');
        }
    }

    private String value(BlockView block, Field field) {
        String text = block.print(field);
        String shown = clear ? text : Masking.mask(field.privacy(), text);
        boolean plain = field.type() != FieldType.TEXT && !shown.isEmpty() && shown.equals(text);
        return plain && field.type() != FieldType.RAW ? shown : Quoted.quoted(shown);
    }

    private void comment(String lines) {
        lines.lines().forEach(line -> yaml.append("# ").append(line).append('\n'));
    }
}
