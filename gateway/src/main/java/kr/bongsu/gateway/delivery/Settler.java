package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.Room;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.jspecify.annotations.Nullable;

/// Writes settlements in batches: what comes in while one batch is committed makes the next.
///
/// A batch that cannot be written is tried again until it can; the places of its pushes stay taken,
/// so that what waits here is bounded.
final class Settler implements AutoCloseable {

    private static final Log LOG = Log.of(Settler.class);
    private static final int MOST_AT_ONCE = 2_000;
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(60);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Room room;
    private final BiConsumer<Push, Settlement> whenWritten;
    private final BlockingQueue<Result> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    /// The batch at hand, once it is handed in. Confined to the thread.
    private @Nullable CompletableFuture<?> submitted;

    private final LongAdder written = new LongAdder();

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

    /// What became of a push.
    private record Result(Push push, Settlement settlement, List<Settlement.Note> notes) {}

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
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_LIMIT)) {
                LOG.warn("delivery.settler-not-stopped");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Result> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    Result first = queue.poll(closing ? 0 : 1, TimeUnit.SECONDS);
                    if (first == null) {
                        continue;
                    }
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE - 1);
                }
                write(batch);
            } catch (InterruptedException close) {
                // close() has set the flag; what waits is still written, once.
                if (closing && !batch.isEmpty()) {
                    writeLast(batch);
                }
            }
        }
    }

    private void write(List<Result> batch) throws InterruptedException {
        try {
            CompletableFuture<?> handedIn = submitted;
            if (handedIn == null) {
                handedIn =
                        ledger.settle(
                                batch.stream().map(Result::settlement).toList(),
                                batch.stream().flatMap(each -> each.notes.stream()).toList());
                submitted = handedIn;
            }
            handedIn.get(COMMIT_LIMIT.toSeconds(), TimeUnit.SECONDS);
            submitted = null;
            written.add(batch.size());
            for (Lane lane : Lane.values()) {
                room.giveBack(
                        lane,
                        (int) batch.stream().filter(each -> each.push.lane() == lane).count());
            }
            batch.forEach(each -> whenWritten.accept(each.push, each.settlement));
            batch.clear();
        } catch (TimeoutException slow) {
            // It may still be written: handing it in once more could undo a later attempt.
            if (closing) {
                abandon(batch, slow);
            }
        } catch (ExecutionException e) {
            submitted = null;
            if (closing) {
                abandon(batch, e);
            } else {
                // The ledger has said what is wrong; the results wait here until it works again.
                Thread.sleep(PAUSE);
            }
        }
    }

    private void writeLast(List<Result> batch) {
        try {
            write(batch);
        } catch (InterruptedException again) {
            abandon(batch, again);
        }
    }

    private void abandon(List<Result> batch, Exception why) {
        LOG.error(
                "delivery.results-not-written",
                "pushes",
                batch.size(),
                "why",
                String.valueOf(why.getMessage()),
                "means",
                "at the next start they are sent again with the same tag");
        submitted = null;
        batch.clear();
    }
}
