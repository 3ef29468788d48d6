package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import kr.bongsu.gateway.ledger.Faults;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Room;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;

/// Writes settlements in batches: what comes in while one batch is committed makes the next.
///
/// A batch that cannot be written is tried again until it can; the places of its pushes stay taken,
/// so that what waits here is bounded. A result that the ledger refuses for what it is stands apart
/// and holds no other; it is kept, told of and tried again.
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

    // Confined to the thread.
    private final Deque<List<Result>> left = new ArrayDeque<>();
    private final Apart apart = new Apart();

    /// Whether it is time to end.
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

    sealed interface Entry {}

    /// What became of a push.
    record Result(Push push, Settlement settlement, List<Settlement.Note> notes) implements Entry {}

    /// Nothing is waited for any more.
    record End() implements Entry {}

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
        try {
            while (!last || !queue.isEmpty()) {
                step();
            }
            left.addAll(apart.takeAll());
            writeLeft();
            if (!apart.isEmpty()) {
                abandon();
            }
        } catch (InterruptedException tooLate) {
            abandon();
        }
    }

    private void step() throws InterruptedException {
        try {
            if (left.isEmpty()) {
                fill();
            }
            writeLeft();
        } catch (RuntimeException | Error bug) {
            // Without this thread no answer of FCM would be kept.
            LOG.bug("delivery.settle-bug", bug);
            Thread.sleep(PAUSE);
        }
    }

    /// Waits for results, or for the time to try again what was refused.
    private void fill() throws InterruptedException {
        List<Entry> some = new ArrayList<>();
        if (queue.drainTo(some, MOST_AT_ONCE) == 0 && !last) {
            Entry first =
                    apart.isEmpty()
                            ? queue.take()
                            : queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                some.add(first);
            }
            queue.drainTo(some, MOST_AT_ONCE - 1);
        }
        List<Result> batch = new ArrayList<>();
        for (Entry each : some) {
            switch (each) {
                case Result result -> batch.add(result);
                case End _ -> last = true;
            }
        }
        if (!batch.isEmpty()) {
            left.add(batch);
        }
        left.addAll(apart.due(System.nanoTime()));
    }

    private void writeLeft() throws InterruptedException {
        List<Result> batch;
        while ((batch = left.peek()) != null) {
            switch (write(batch)) {
                case WRITTEN -> {
                    left.remove();
                    written(batch);
                }
                // The ledger has said what is wrong; the results wait here until it works.
                case NOT_NOW -> Thread.sleep(PAUSE);
                case REFUSED -> {
                    left.remove();
                    part(batch);
                }
            }
        }
        apart.tell();
    }

    /// Finds the one that the ledger refuses: it must not hold the others.
    private void part(List<Result> refused) {
        if (refused.size() == 1) {
            apart.add(refused.getFirst());
            return;
        }
        int half = refused.size() / 2;
        left.push(List.copyOf(refused.subList(half, refused.size())));
        left.push(List.copyOf(refused.subList(0, half)));
    }

    private enum Fate {
        WRITTEN,
        NOT_NOW,
        REFUSED
    }

    /// Hands the batch in once and waits however long it takes: it may still be written, and
    /// handing it in once more could undo a later attempt. What is not written is so for certain.
    private Fate write(List<Result> batch) throws InterruptedException {
        try {
            ledger.settle(
                            batch.stream().map(Result::settlement).toList(),
                            batch.stream().flatMap(each -> each.notes.stream()).toList())
                    .get();
            return Fate.WRITTEN;
        } catch (ExecutionException notWritten) {
            return Faults.isOfItsRows(notWritten.getCause()) ? Fate.REFUSED : Fate.NOT_NOW;
        }
    }

    private void written(List<Result> batch) {
        written.add(batch.size());
        for (Lane lane : Lane.values()) {
            room.giveBack(
                    lane, (int) batch.stream().filter(each -> each.push.lane() == lane).count());
        }
        for (Result each : batch) {
            try {
                whenWritten.accept(each.push, each.settlement);
            } catch (RuntimeException bug) {
                LOG.bug("delivery.settle-bug", bug);
            }
        }
    }

    private void abandon() {
        LOG.error(
                "delivery.results-not-written",
                "pushes",
                left.stream().mapToInt(List::size).sum() + apart.size() + queue.size(),
                "means",
                "what is not written after all is sent again with the same tag");
    }
}
