package kr.bongsu.distribution.stage;

import java.io.Serial;

/// A program did not do what it was started for; the message says what, and ends with the last
/// lines of its log.
public final class ProgramFailed extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    ProgramFailed(String what, String lastLines) {
        super(lastLines.isEmpty() ? what + " Its log is empty." : what + "\n" + lastLines);
    }
}
