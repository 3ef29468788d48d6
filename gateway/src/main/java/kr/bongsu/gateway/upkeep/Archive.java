package kr.bongsu.gateway.upkeep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import kr.bongsu.gateway.ledger.PushRow;

/// Keeps what is removed from the ledger: a file of compressed JSON lines for each day on which it
/// was received, readable by its user alone.
///
/// Each write adds a whole gzip member and is synced, so a file is whole after a crash at any time;
/// a push that is removed only after the crash is in it twice, with the same id.
record Archive(Path folder) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.of("Asia/Seoul"));

    /// Writes pushes; they are on the disk when it returns.
    void write(List<PushRow> rows) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (int from = 0; from < rows.size(); ) {
            String day = DAY.format(rows.get(from).receivedAt());
            int to = from + 1;
            while (to < rows.size() && DAY.format(rows.get(to).receivedAt()).equals(day)) {
                to++;
            }
            append(folder.resolve("pushes-" + day + ".jsonl.gz"), rows.subList(from, to));
            from = to;
        }
    }

    private static void append(Path file, List<PushRow> rows) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
            for (PushRow row : rows) {
                gzip.write(Lines.JSONL.line(row).getBytes(StandardCharsets.UTF_8));
            }
        }
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(member.toByteArray());
            long before = channel.size();
            try {
                while (bytes.hasRemaining()) {
                    int _ = channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                // Half a member would hide everything after it.
                try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    cut.truncate(before);
                }
                throw e;
            }
        }
    }
}
