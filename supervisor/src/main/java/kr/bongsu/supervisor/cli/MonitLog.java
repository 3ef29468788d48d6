package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.logs.LogTail;

/// The last lines of one process's log files, followed while they grow.
final class MonitLog {
    private static final int KEPT = 500;
    private static final int FIRST = 100;

    private final List<LogTail> tails = new ArrayList<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private int id = -1;

    /// Follows this process from now on; its details must have been asked for.
    void follow(ProcessView view) throws IOException {
        id = view.identity().id();
        lines.clear();
        tails.clear();
        for (String file :
                List.of(view.details().text("outFile"), view.details().text("errorFile"))) {
            if (!file.equals("/dev/null")) {
                LogTail tail = new LogTail(Path.of(file));
                take(tail.last(FIRST));
                tails.add(tail);
            }
        }
    }

    boolean follows(ProcessView view) {
        return id == view.identity().id();
    }

    /// Takes in what was written since.
    void look() throws IOException {
        for (LogTail tail : tails) {
            take(tail.more());
        }
    }

    private void take(List<String> more) {
        for (String line : more) {
            lines.add(line);
            if (lines.size() > KEPT) {
                lines.remove();
            }
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
