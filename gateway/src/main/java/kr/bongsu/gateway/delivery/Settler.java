package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Room;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// Writes settlements in batches: what comes in while one batch is committed makes the next.
///
/// A batch that cannot be written is tried again until it can; the places of its pushes stay taken,
/// so that what waits here is bounded.
final class Settler implements AutoCloseable {

    private static final Log LOG = Log.of(Settler.class);
    private static final int MOST_AT_ONCE = 2_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Room room;
    private final BiConsumer<Push, Settlement> whenWritten;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final LongAdder written = new LongAdder();

    /// Whether it is time to end. Confined to the thread.
    private boolean last;

    /// @param whenWritten is told of each result once it is on the disk; must not block
    Settler(Ledger ledger, Room room, BiConsumer<Push, Settlement> whenWritten) {
        this.ledger = ledger;
        this.room = room;
        this.whenWritten = whenWritten;
        this.thread = Thread.ofPlatform().name("delivery-settle").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private sealed interface Entry {}

    /// What became of a push.
    private record Result(Push push, Settlement settlement, List<Settlement.Note> notes)
            implements Entry {}

    /// Nothing is waited for any more.
    private record End() implements Entry {}

    /// May be called on any thread; never blocks.
    ///
    /// @param notes what rules decided about it
    void settle(Push push, Settlement settlement, List<Settlement.Note> notes) {
        queue.add(new Result(push, settlement, notes));
    }

    long written() {
        return written.sum();
    }

    /// Writes what is left, within a limit; what cannot be written is taken over at the next start.
    ///
    /// Does not interrupt before that: the ledger refuses the work of a thread that is interrupted,
    /// and a push whose result is refused is sent twice.
    @Override
    public void close() {
        queue.add(new End());
        try {
            if (thread.isAlive() && !thread.join(CLOSE_LIMIT)) {
                LOG.warn("delivery.settler-not-stopped");
                thread.interrupt();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Result> batch = new ArrayList<>();
        try {
            while (next(batch)) {
                while (!write(batch)) {
                    // The ledger has said what is wrong; the results wait here until it works.
                    Thread.sleep(PAUSE);
                }
                batch.clear();
            }
        } catch (InterruptedException tooLate) {
            abandon(batch);
        }
    }

    /// Waits for results.
    ///
    /// @return whether there are any; none when it is time to end
    private boolean next(List<Result> batch) throws InterruptedException {
        List<Entry> some = new ArrayList<>();
        if (queue.drainTo(some, MOST_AT_ONCE) == 0 && !last) {
            some.add(queue.take());
            queue.drainTo(some, MOST_AT_ONCE - 1);
        }
        for (Entry each : some) {
            switch (each) {
                case Result result -> batch.add(result);
                case End _ -> last = true;
            }
        }
        return !batch.isEmpty();
    }

    /// Hands the batch in once and waits however long it takes: it may still be written, and
    /// handing it in once more could undo a later attempt.
    ///
    /// @return false when it is certainly not written
    private boolean write(List<Result> batch) throws InterruptedException {
        try {
            ledger.settle(
                            batch.stream().map(Result::settlement).toList(),
                            batch.stream().flatMap(each -> each.notes.stream()).toList())
                    .get();
        } catch (ExecutionException notWritten) {
            return false;
        }
        written.add(batch.size());
        for (Lane lane : Lane.values()) {
            room.giveBack(
                    lane, (int) batch.stream().filter(each -> each.push.lane() == lane).count());
        }
        batch.forEach(each -> whenWritten.accept(each.push, each.settlement));
        return true;
    }

    private void abandon(List<Result> batch) {
        LOG.error(
                "delivery.results-not-written",
                "pushes",
                batch.size() + queue.size(),
                "means",
                "what is not written after all is sent again with the same tag");
    }
}
