package kr.bongsu.telegram.yaml;

/// One thing wrong in a file that a person wrote: where it stands, what it is and how to mend it.
///
/// @param line 1-based; 0 when the fault concerns the whole file
public record Fault(String file, int line, String what, String remedy) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + what + "; " + remedy;
    }
}
