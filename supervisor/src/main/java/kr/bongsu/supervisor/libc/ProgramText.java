package kr.bongsu.supervisor.libc;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The code and constants that this process has mapped from files.
///
/// Starting a JVM touches most of its library and class archive; a daemon that then sleeps uses
/// little of it again.
public final class ProgramText {
    private static final MethodHandle MADVISE = Native.withErrno("madvise", "IPJI");
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final Pattern NEVER_WRITTEN_FILE =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) r-[x-]p \\S+ \\S+ \\S+ +/.*");
    private static final Pattern MAPPING = Pattern.compile("[0-9a-f]+-[0-9a-f]+ .*");
    private static final String NOTHING_OWN = "Anonymous: +0 kB";

    private ProgramText() {}

    /// Unmaps every such page: those used again come back from the page cache or the file.
    ///
    /// Only mappings that are not writable and have no page of this process's own are touched.
    /// Addresses relocated at start and then protected, for example, exist nowhere else.
    public static void letGo() throws IOException {
        MemorySegment candidate = MemorySegment.NULL;
        for (String line : Files.readAllLines(MAPPINGS)) {
            Matcher mapping = NEVER_WRITTEN_FILE.matcher(line);
            if (mapping.matches()) {
                candidate = segment(mapping.group(1), mapping.group(2));
            } else if (MAPPING.matcher(line).matches()) {
                candidate = MemorySegment.NULL;
            } else if (candidate.address() != 0 && line.matches(NOTHING_OWN)) {
                discard(candidate);
            }
        }
    }

    @SuppressWarnings("restricted")
    private static MemorySegment segment(String from, String to) {
        long start = Long.parseUnsignedLong(from, 16);
        return MemorySegment.ofAddress(start).reinterpret(Long.parseUnsignedLong(to, 16) - start);
    }

    private static void discard(MemorySegment text) throws SystemCallException {
        try {
            int result =
                    (int)
                            MADVISE.invokeExact(
                                    Native.state(), text, text.byteSize(), Linux.MADV_DONTNEED);
            if (result < 0) {
                throw new SystemCallException("madvise", Native.errno());
            }
        } catch (SystemCallException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }
}
