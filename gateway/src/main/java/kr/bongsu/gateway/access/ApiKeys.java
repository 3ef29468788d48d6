package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import kr.bongsu.gateway.log.Log;

/// The keys that programs show to the API, in a file of one line each: `NAME SCOPE[,SCOPE] SHA256
/// [PER-MINUTE]`.
///
/// A line that is added or taken away counts at once. The file holds no secret: a key has 256
/// random bits, which no digest gives away.
public final class ApiKeys {

    private static final Log LOG = Log.of(ApiKeys.class);
    private static final String PREFIX = "bongsu_";
    private static final int MOST_BYTES = 1 << 20;
    private static final String NAME = "[A-Za-z0-9_.@-]{1,64}";

    private final Path file;
    private volatile Read read = new Read(FileTime.fromMillis(0), -1, List.of());

    /// @param digest in hex
    private record Entry(String name, Caller caller, String digest) {}

    /// The file as it was last read, and by what a change is seen.
    private record Read(FileTime at, long size, List<Entry> entries) {}

    public ApiKeys(Path file) {
        this.file = file;
    }

    /// Whose key it is.
    public Optional<Caller> caller(String key) {
        String digest = Tokens.digest(key);
        return entries().stream()
                .filter(each -> Tokens.same(each.digest, digest))
                .map(Entry::caller)
                .findFirst();
    }

    /// Makes a key, notes its digest in the file, and returns it: nobody can ask for it again.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when the name is none or taken
    public String add(String name, Set<Scope> scopes) throws IOException {
        return add(new Caller(name, scopes));
    }

    /// The same, with a limit of its own.
    public String add(Caller caller) throws IOException {
        String name = caller.name();
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name; use 1 to 64 letters, digits, '.', '_', '@' or '-'");
        }
        if (entries().stream().anyMatch(each -> each.name.equals(name))) {
            throw new IllegalArgumentException(
                    name + " has a key; take its line out of " + file + " first");
        }
        String key = PREFIX + Tokens.random();
        String words =
                caller.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(","));
        String limit = caller.perMinute().isPresent() ? " " + caller.perMinute().getAsInt() : "";
        String line = name + " " + words + " " + Tokens.digest(key) + limit + "\n";
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, line, StandardOpenOption.APPEND);
        return key;
    }

    private List<Entry> entries() {
        try {
            FileTime at = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            Read known = read;
            if (known.at.equals(at) && known.size == size) {
                return known.entries;
            }
            Read fresh = new Read(at, size, parse(size));
            read = fresh;
            return fresh.entries;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            LOG.error("access.keys-unreadable", "file", file, "why", e, "means", "no key is taken");
            return List.of();
        }
    }

    private List<Entry> parse(long size) throws IOException {
        if (size > MOST_BYTES) {
            throw new IOException("longer than " + MOST_BYTES + " bytes");
        }
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Optional<Entry> entry = entry(line.strip().split("\\s+"));
            if (entry.isEmpty()) {
                LOG.warn(
                        "access.key-line-ignored",
                        "file",
                        file,
                        "line",
                        number,
                        "means",
                        "it is not NAME SCOPES SHA256 [PER-MINUTE] with known scopes");
            }
            entry.ifPresent(entries::add);
        }
        return List.copyOf(entries);
    }

    private static Optional<Entry> entry(String[] words) {
        boolean hasLimit = words.length == 4 && words[3].matches("[1-9][0-9]{0,8}");
        if ((words.length != 3 && !hasLimit)
                || !words[0].matches(NAME)
                || !words[2].matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        OptionalInt perMinute =
                hasLimit ? OptionalInt.of(Integer.parseInt(words[3])) : OptionalInt.empty();
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words[1].split(",", -1)) {
            Optional<Scope> scope = Scope.of(word);
            if (scope.isEmpty()) {
                return Optional.empty();
            }
            scopes.add(scope.get());
        }
        return Optional.of(new Entry(words[0], new Caller(words[0], scopes, perMinute), words[2]));
    }
}
