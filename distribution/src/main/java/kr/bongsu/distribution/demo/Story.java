package kr.bongsu.distribution.demo;

import java.util.Locale;
import kr.bongsu.distribution.stage.Played;

/// What happened, for a person.
record Story(Summary summary, Played played, int readyLinks) {

    String text() {
        String verdict =
                summary.isWhole()
                        ? "All %,d pushes are settled, none was lost. It took %.1f s."
                        : "Of %,d pushes not all are settled or some were lost (%.1f s).";
        return String.format(Locale.ROOT, verdict, summary.sent(), summary.seconds())
                + String.format(
                        Locale.ROOT,
                        """


                          FEP      %,d telegrams for %,d customers on %d links, acknowledged in %.1f ms (p50), %.1f ms (p99)
                          gateway  %,d stored, %,d accepted by FCM, %,d rejected, %,d pending
                          FCM      %,d received more than once
                          lost     %,d
                        """,
                        played.telegrams(),
                        summary.sent(),
                        readyLinks,
                        played.p50Millis(),
                        played.p99Millis(),
                        summary.stored(),
                        summary.accepted(),
                        summary.failed(),
                        summary.pending(),
                        summary.duplicates(),
                        summary.lost());
    }
}
