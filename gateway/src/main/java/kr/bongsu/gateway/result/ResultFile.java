package kr.bongsu.gateway.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Appends what is told to a file of JSON lines for each day, readable by its user alone; it is on
/// the disk before it counts as taken.
///
/// A file ends with a whole line whatever happens: what a crash has left of a line is cut off
/// before the next one is written, and told again.
public final class ResultFile implements Destination {

    private static final Log LOG = Log.of(ResultFile.class);

    private final Settings settings;
    private final ZoneId zone;
    private final InstantSource clock;

    /// The file whose name is on the disk. Confined to who tells.
    private @Nullable Path known;

    /// Where the files are and for how long.
    ///
    /// @param folder made if need be
    /// @param keep so long a file is kept after its day
    public record Settings(Path folder, Duration keep) {}

    /// Nothing is made before something is told.
    ///
    /// @param zone in which days begin
    public ResultFile(Settings settings, ZoneId zone, InstantSource clock) {
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public List<PushOutcome> tell(List<PushOutcome> outcomes) throws IOException {
        append(outcomes.stream().map(ResultJson::of).toList());
        return List.of();
    }

    @Override
    public void tell(DayTotal total) throws IOException {
        append(List.of(ResultJson.of(total)));
    }

    private void append(List<String> lines) throws IOException {
        Path file = settings.folder.resolve(name(today()));
        if (!Files.exists(file)) {
            Files.createDirectories(
                    settings.folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            removeOld();
        }
        String text = lines.stream().map(line -> line + '\n').collect(Collectors.joining());
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            long end = endOfLastLine(channel);
            if (end < channel.size()) {
                LOG.warn("results.cut-half-line", "file", file, "bytes", channel.size() - end);
                channel.truncate(end);
            }
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            channel.position(end);
            while (bytes.hasRemaining()) {
                int _ = channel.write(bytes);
            }
            channel.force(true);
        }
        if (!file.equals(known)) {
            sync(settings.folder);
            sync(settings.folder.toAbsolutePath().getParent());
            known = file;
        }
    }

    /// A name is only sure to survive a power cut when its folder is on the disk, too.
    private static void sync(@Nullable Path folder) throws IOException {
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder)) {
                names.force(true);
            }
        }
    }

    /// Looks backwards for the last line's end.
    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(4096);
        for (long end = channel.size(); end > 0; ) {
            long from = Math.max(0, end - block.capacity());
            block.clear().limit((int) (end - from));
            while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {
                // Until it is whole.
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return 0;
    }

    private void removeOld() throws IOException {
        String oldest = name(today().minusDays(settings.keep.toDays()));
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(settings.folder, "results-????-??-??.jsonl")) {
            for (Path file : files) {
                if (file.getFileName().toString().compareTo(oldest) < 0) {
                    Files.delete(file);
                }
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static String name(LocalDate day) {
        return "results-" + day + ".jsonl";
    }
}
