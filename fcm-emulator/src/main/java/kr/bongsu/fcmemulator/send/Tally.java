package kr.bongsu.fcmemulator.send;

import java.util.Map;
import java.util.TreeMap;

/// Counts what became of the requests to send.
public final class Tally {

    private final Map<String, Long> byCode = new TreeMap<>();
    private long requests;
    private long accepted;
    private long unanswered;
    private long validated;
    private long rejected;

    void request() {
        requests++;
    }

    void accepted() {
        accepted++;
    }

    /// An accepted message whose answer is lost on purpose.
    void unanswered() {
        unanswered++;
    }

    void validated() {
        validated++;
    }

    void rejected(String code) {
        rejected++;
        byCode.merge(code, 1L, Long::sum);
    }

    public long requests() {
        return requests;
    }

    /// Messages that a phone was to get, those whose answer was lost on purpose among them.
    public long acceptedCount() {
        return accepted;
    }

    public long unansweredCount() {
        return unanswered;
    }

    /// Dry runs that found nothing wrong.
    public long validatedCount() {
        return validated;
    }

    public long rejectedCount() {
        return rejected;
    }

    public Map<String, Long> byCode() {
        return Map.copyOf(byCode);
    }

    public void reset() {
        requests = 0;
        accepted = 0;
        unanswered = 0;
        validated = 0;
        rejected = 0;
        byCode.clear();
    }
}
