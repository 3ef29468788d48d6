package kr.bongsu.gateway.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A disk as a process wrote to it, step by step (`power-cut.c` records it), and what may be on it
/// when the power goes: everything that was synced, and of the rest any sectors or none.
final class Disk {

    private static final int SECTOR = 512;
    private static final byte CUT = 2;
    private static final byte SYNC = 3;

    private final Image database = new Image();
    private final Image log = new Image();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /// One thing that the process did.
    ///
    /// @param offset of a sync: how many steps were done when it began
    @SuppressWarnings("ArrayRecordComponent") // nobody compares steps
    record Step(byte kind, byte file, long offset, byte[] bytes) {}

    /// What was recorded; a last step that is cut off is left out.
    static List<Step> steps(Path record) throws IOException {
        List<Step> steps = new ArrayList<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(record)))) {
            while (true) {
                byte kind = in.readByte();
                byte file = in.readByte();
                long offset = Long.reverseBytes(in.readLong());
                int length = (int) Long.reverseBytes(in.readLong());
                byte[] bytes = in.readNBytes(length);
                if (bytes.length < length) {
                    return steps;
                }
                steps.add(new Step(kind, file, offset, bytes));
            }
        } catch (EOFException end) {
            return steps;
        }
    }

    /// Does the next step.
    ///
    /// @param number how many there were before
    void apply(int number, Step step) {
        switch (step.file()) {
            case 0 -> database.apply(number, step);
            case 1 -> log.apply(number, step);
            default -> said.writeBytes(step.bytes());
        }
    }

    /// Whether anything is lost if the power goes now.
    boolean isAtRisk() {
        return !database.pending.isEmpty() || !log.pending.isEmpty();
    }

    /// What the process has said on stdout, whole lines only.
    List<String> said() {
        String all = said.toString(StandardCharsets.UTF_8);
        return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
    }

    /// Writes the files as they may be after a power cut now.
    void cut(Path file, Random random) throws IOException {
        Files.write(file, database.cut(random));
        Files.write(file.resolveSibling(file.getFileName() + "-wal"), log.cut(random));
    }

    /// A file: what is on the disk for certain, and what was done since.
    private static final class Image {

        private record Pending(int number, Step step) {}

        private final Content synced = new Content();
        private final List<Pending> pending = new ArrayList<>();

        void apply(int number, Step step) {
            if (step.kind() != SYNC) {
                pending.add(new Pending(number, step));
                return;
            }
            List<Pending> done =
                    pending.stream().filter(each -> each.number < step.offset()).toList();
            done.forEach(each -> synced.apply(each.step));
            pending.removeAll(done);
        }

        /// Every write that was not synced may be there, be missing, or be there in part, whatever
        /// became of the ones before it.
        byte[] cut(Random random) {
            Content content = synced.copy();
            int mood = random.nextInt(4);
            for (Pending each : pending) {
                switch (mood == 3 ? random.nextInt(3) : mood) {
                    case 0 -> {
                        // It never came to the disk.
                    }
                    case 1 -> content.apply(each.step);
                    default -> {
                        for (int from = 0; from < each.step.bytes().length; from += SECTOR) {
                            if (random.nextBoolean()) {
                                content.write(each.step, from, SECTOR);
                            }
                        }
                    }
                }
            }
            return content.bytes();
        }
    }

    /// Bytes that grow. What was never written is zero.
    private static final class Content {

        private byte[] bytes = new byte[1 << 16];
        private int size;

        Content copy() {
            Content copy = new Content();
            copy.bytes = bytes.clone();
            copy.size = size;
            return copy;
        }

        void apply(Step step) {
            if (step.kind() == CUT) {
                size(Math.toIntExact(step.offset()));
            } else {
                write(step, 0, step.bytes().length);
            }
        }

        void write(Step step, int from, int most) {
            int length = Math.min(most, step.bytes().length - from);
            int offset = Math.toIntExact(step.offset()) + from;
            size(Math.max(size, offset + length));
            System.arraycopy(step.bytes(), from, bytes, offset, length);
        }

        private void size(int now) {
            if (now > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(now, 2 * bytes.length));
            }
            if (now < size) {
                Arrays.fill(bytes, now, size, (byte) 0);
            }
            size = now;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }
    }
}
