package kr.bongsu.gateway.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/// Works that wait for a commit: those in a hurry come first, but leave the others a share of every
/// commit. Each of the two lines keeps its order, and both together their bound.
final class WaitingWorks<E> {

    /// One of so many rows of a commit is left to works that are in no hurry.
    private static final int SHARE_OF_OTHERS = 4;

    private final int most;
    private final ToIntFunction<E> rows;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition left = lock.newCondition();
    private final Deque<E> hurried = new ArrayDeque<>();
    private final Deque<E> others = new ArrayDeque<>();

    /// @param most how many works may wait
    /// @param rows about how many rows a work writes
    WaitingWorks(int most, ToIntFunction<E> rows) {
        this.most = most;
        this.rows = rows;
    }

    /// Adds a work.
    ///
    /// @return false if there was no room for it in all that time
    boolean offer(E work, boolean hurries, long wait, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = unit.toNanos(wait);
            while (size() >= most) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = left.awaitNanos(nanos);
            }
            (hurries ? hurried : others).add(work);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Takes the works of the next commit, of about so many rows; waits until there is one.
    List<E> take(int mostRows) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size() == 0) {
                arrived.await();
            }
            return next(mostRows);
        } finally {
            lock.unlock();
        }
    }

    /// The same without waiting: none when there is none.
    List<E> poll(int mostRows) {
        lock.lock();
        try {
            return next(mostRows);
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return size() == 0;
        } finally {
            lock.unlock();
        }
    }

    private List<E> next(int mostRows) {
        List<E> batch = new ArrayList<>();
        int ofHurried = mostRows - mostRows / SHARE_OF_OTHERS;
        int taken = 0;
        while (taken < mostRows && size() > 0) {
            boolean hurriedMay = !hurried.isEmpty() && (taken < ofHurried || others.isEmpty());
            E work = (hurriedMay ? hurried : others).remove();
            batch.add(work);
            taken += rows.applyAsInt(work);
        }
        left.signalAll();
        return batch;
    }

    private int size() {
        return hurried.size() + others.size();
    }
}
