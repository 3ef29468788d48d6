package kr.bongsu.supervisor.daemon;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import kr.bongsu.supervisor.process.State;

/// Does one thing to many processes, a bounded number of them at a time.
final class Batch {
    private final Deque<Entry> waiting;
    private final Function<Entry, CompletableFuture<State>> action;
    private final CompletableFuture<List<Entry>> done = new CompletableFuture<>();
    private final List<Entry> entries;
    private int unfinished;

    private Batch(List<Entry> entries, Function<Entry, CompletableFuture<State>> action) {
        this.entries = entries;
        this.action = action;
        waiting = new ArrayDeque<>(entries);
        unfinished = entries.size();
    }

    /// @param width how many at a time
    static CompletableFuture<List<Entry>> run(
            List<Entry> entries, int width, Function<Entry, CompletableFuture<State>> action) {
        Batch batch = new Batch(entries, action);
        if (entries.isEmpty()) {
            batch.done.complete(entries);
        }
        for (int i = 0; i < Math.max(1, width); i++) {
            batch.next();
        }
        return batch.done;
    }

    private void next() {
        Entry entry = waiting.poll();
        if (entry != null) {
            var _ =
                    action.apply(entry)
                            .whenComplete((state, failure) -> {
                                unfinished--;
                                next();
                                if (unfinished == 0) {
                                    done.complete(entries);
                                }
                            });
        }
    }
}
