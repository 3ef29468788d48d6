package kr.bongsu.gateway.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What lies on the disks of this machine: the ledger's file and its archive, and the room that is
/// left. Blocks.
record Disks(Optional<Path> ledger, Optional<Path> archive) {

    private static final String ARCHIVED = "pushes-";

    /// The ledger's file with what belongs to it; nothing where a database server keeps it.
    Optional<JsonObject> ledgerFile() throws IOException {
        if (ledger.isEmpty()) {
            return Optional.empty();
        }
        Path file = ledger.get();
        long bytes = 0;
        for (String part : List.of("", "-wal", "-shm")) {
            bytes += size(file.resolveSibling(file.getFileName() + part));
        }
        return Optional.of(room(file, bytes));
    }

    /// The archive's folder: how many days it holds, from which to which.
    Optional<JsonObject> archiveFolder() throws IOException {
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        Path folder = archive.get();
        List<Path> files = files(folder);
        long bytes = 0;
        for (Path file : files) {
            bytes += size(file);
        }
        JsonObject json = room(folder, bytes).put("files", files.size());
        if (!files.isEmpty()) {
            json.put("first", day(files.getFirst())).put("last", day(files.getLast()));
        }
        return Optional.of(json);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(ARCHIVED))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException nothingArchivedYet) {
            return List.of();
        }
    }

    /// `pushes-2026-03-02.jsonl.gz` is of that day.
    private static String day(Path file) {
        String name = file.getFileName().toString().substring(ARCHIVED.length());
        return name.substring(0, Math.min(10, name.length()));
    }

    private static JsonObject room(Path path, long bytes) throws IOException {
        Path there = path.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        FileStore disk = Files.getFileStore(there);
        return new JsonObject()
                .put("path", path.toString())
                .put("bytes", bytes)
                .put("free", disk.getUsableSpace())
                .put("disk", disk.getTotalSpace());
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException none) {
            return 0;
        }
    }
}
