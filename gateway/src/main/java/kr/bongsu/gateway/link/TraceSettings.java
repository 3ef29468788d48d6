package kr.bongsu.gateway.link;

import java.nio.file.Path;

/// Where traces are written.
///
/// @param fileBytes at most in one file; a longer single entry has a file of its own
/// @param files kept a line, the one being written included
public record TraceSettings(Path folder, long fileBytes, int files) {

    public static TraceSettings in(Path folder) {
        return new TraceSettings(folder, 10L << 20, 5);
    }
}
