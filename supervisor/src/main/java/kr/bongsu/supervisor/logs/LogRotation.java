package kr.bongsu.supervisor.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// When a log file is put aside, what it is called then, and which old ones go.
///
/// `app-out.log` becomes `app-out.log.20261121-103000.123`, later with `.gz`. Names sort by age.
///
/// @param maxBytes 0 for no limit
/// @param maxAge zero for no limit
public record LogRotation(long maxBytes, Duration maxAge, int keep, boolean compress) {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final int COPY = 64 * 1024;

    public static LogRotation never() {
        return new LogRotation(0, Duration.ZERO, 0, false);
    }

    boolean isDue(long size, long more, Instant since, Instant now) {
        if (size == 0) {
            return false;
        }
        boolean tooLarge = maxBytes > 0 && size + more > maxBytes;
        return tooLarge || (maxAge.isPositive() && !now.isBefore(since.plus(maxAge)));
    }

    Path asidePath(Path file, Instant now) {
        Path aside = file.resolveSibling(file.getFileName() + "." + SUFFIX.format(now));
        for (int n = 1; Files.exists(aside) || Files.exists(compressed(aside)); n++) {
            aside = file.resolveSibling(file.getFileName() + "." + SUFFIX.format(now) + "-" + n);
        }
        return aside;
    }

    /// Compresses what was put aside and removes what is more than is to be kept. Takes as long as
    /// the disk does.
    void tidy(Path file, Path aside) throws IOException {
        if (compress) {
            Path unfinished = file.resolveSibling("." + aside.getFileName() + ".tmp");
            try (InputStream in = Files.newInputStream(aside);
                    OutputStream out =
                            new GZIPOutputStream(Files.newOutputStream(unfinished), COPY)) {
                in.transferTo(out);
            }
            Files.move(unfinished, compressed(aside), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(aside);
        }
        List<Path> old = aside(file);
        for (Path path : old.subList(0, Math.max(0, old.size() - keep))) {
            Files.deleteIfExists(path);
        }
    }

    /// What was put aside for a log file, oldest first.
    public static List<Path> aside(Path file) throws IOException {
        String prefix = file.getFileName() + ".";
        Path folder = file.toAbsolutePath().getParent();
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> isAside(path.getFileName().toString(), prefix))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isAside(String name, String prefix) {
        return name.startsWith(prefix)
                && name.substring(prefix.length())
                        .matches("\\d{8}-\\d{6}\\.\\d{3}(-\\d+)?(\\.gz)?");
    }

    private static Path compressed(Path aside) {
        return aside.resolveSibling(aside.getFileName() + ".gz");
    }
}
