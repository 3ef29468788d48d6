package kr.bongsu.distribution.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One FEP link of the stage, single or multi as its name begins: so many telegrams to so many
/// recipients each, at most `pushesPerSecond` recipients a second (0: as fast as they are
/// answered).
record Line(String name, int telegrams, int recipients, double pushesPerSecond) {

    private static final int LINKS_A_LANE = 8;
    private static final int RECIPIENTS_OF_MULTI = 100;

    /// Telegrams that may be unanswered on one link.
    private static final int WINDOW = 8;

    /// 8 multi lines that share one half of the pushes, in telegrams of 100, and 8 single lines
    /// that share the rest.
    static List<Line> sixteen(Load load) {
        int telegramsOfMulti = load.pushes() / 2 / RECIPIENTS_OF_MULTI;
        int singles = load.pushes() - telegramsOfMulti * RECIPIENTS_OF_MULTI;
        double rate = load.pushesPerSecond() / (2.0 * LINKS_A_LANE);
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= LINKS_A_LANE; i++) {
            lines.add(new Line("single0" + i, share(singles, i), 1, rate));
        }
        for (int i = 1; i <= LINKS_A_LANE; i++) {
            int telegrams = share(telegramsOfMulti, i);
            lines.add(new Line("multi0" + i, telegrams, RECIPIENTS_OF_MULTI, rate));
        }
        return List.copyOf(lines);
    }

    private static int share(int telegrams, int line) {
        return telegrams / LINKS_A_LANE + (line <= telegrams % LINKS_A_LANE ? 1 : 0);
    }

    int pushes() {
        return telegrams * recipients;
    }

    /// This line as the simulator's `--line` wants it, listening on any free port.
    String asArgument() {
        String argument =
                "name=%s,port=0,pushes=%d,recipients=%d,window=%d"
                        .formatted(name, telegrams, recipients, WINDOW);
        return pushesPerSecond == 0
                ? argument
                : argument + String.format(Locale.ROOT, ",rate=%.3f", pushesPerSecond / recipients);
    }
}
