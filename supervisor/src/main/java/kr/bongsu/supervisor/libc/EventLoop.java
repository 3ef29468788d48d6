package kr.bongsu.supervisor.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One thread that waits for descriptors, timers and tasks, and runs what each of them asks for.
///
/// Everything but [#execute] must be called on the loop's own thread, once it runs. A callback that
/// throws is reported and the loop goes on.
public final class EventLoop implements AutoCloseable {
    private static final int BATCH = 64;
    private static final MethodHandle CREATE = Native.withErrno("epoll_create1", "II");
    private static final MethodHandle CONTROL = Native.withErrno("epoll_ctl", "IIIIP");
    private static final MethodHandle WAIT = Native.withErrno("epoll_wait", "IIPII");
    private static final MethodHandle EVENTFD = Native.withErrno("eventfd", "III");

    /// What to do when a descriptor is ready; the events are epoll's.
    @FunctionalInterface
    public interface Ready {
        void ready(int events) throws IOException;
    }

    /// A wait that can be given up.
    public static final class Timer implements Comparable<Timer> {
        private final long due;
        private final Runnable action;
        private boolean cancelled;

        private Timer(long due, Runnable action) {
            this.due = due;
            this.action = action;
        }

        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Timer other) {
            return Long.signum(due - other.due);
        }
    }

    private final int epoll;
    private final int wakeUp;
    private final Map<Integer, Ready> watched = new HashMap<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final MemorySegment event = Arena.ofAuto().allocate(Linux.EPOLL_EVENT_SIZE, 8);
    private final MemorySegment events =
            Arena.ofAuto().allocate((long) BATCH * Linux.EPOLL_EVENT_SIZE, 8);
    private final NativeBuffer counter = new NativeBuffer(8);
    private final Consumer<Throwable> failures;
    private volatile boolean stopping;

    private EventLoop(int epoll, int wakeUp, Consumer<Throwable> failures) {
        this.epoll = epoll;
        this.wakeUp = wakeUp;
        this.failures = failures;
    }

    public static EventLoop open(Consumer<Throwable> failures) throws IOException {
        try {
            int epoll = (int) CREATE.invokeExact(Native.state(), Linux.O_CLOEXEC);
            int wakeUp =
                    (int)
                            EVENTFD.invokeExact(
                                    Native.state(), 0, Linux.O_CLOEXEC | Linux.O_NONBLOCK);
            if (epoll < 0 || wakeUp < 0) {
                throw new SystemCallException("epoll_create", Native.errno());
            }
            EventLoop loop =
                    new EventLoop(Descriptors.lift(epoll), Descriptors.lift(wakeUp), failures);
            loop.watch(
                    loop.wakeUp,
                    Linux.EPOLLIN,
                    ready -> Descriptors.read(loop.wakeUp, loop.counter));
            return loop;
        } catch (IOException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    public void watch(int fd, int interest, Ready ready) throws IOException {
        control(Linux.EPOLL_CTL_ADD, fd, interest);
        watched.put(fd, ready);
    }

    public void change(int fd, int interest) throws IOException {
        control(Linux.EPOLL_CTL_MOD, fd, interest);
    }

    /// Stops watching; must come before the descriptor is closed.
    public void forget(int fd) throws IOException {
        if (watched.remove(fd) != null) {
            control(Linux.EPOLL_CTL_DEL, fd, 0);
        }
    }

    public Timer after(Duration delay, Runnable action) {
        Timer timer = new Timer(System.nanoTime() + delay.toNanos(), action);
        timers.add(timer);
        return timer;
    }

    /// Runs a task on the loop's thread. Any thread may call this.
    public void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    /// Works until [#stop]; tasks handed in before that still run.
    public void run() {
        while (!stopping) {
            dispatch(await(untilNextTimer()));
            runTimers();
            runTasks();
        }
        runTasks();
    }

    public void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void close() {
        Descriptors.close(wakeUp);
        Descriptors.close(epoll);
    }

    private void wake() {
        byte[] one = {1, 0, 0, 0, 0, 0, 0, 0};
        Descriptors.write(wakeUp, new NativeBuffer(8), one, 0, 8);
    }

    private int untilNextTimer() {
        Timer next = timers.peek();
        if (!tasks.isEmpty()) {
            return 0;
        }
        if (next == null) {
            return -1;
        }
        long nanos = next.due - System.nanoTime();
        return nanos <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
    }

    private int await(int millis) {
        try {
            return (int) WAIT.invokeExact(Native.state(), epoll, events, BATCH, millis);
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    private void dispatch(int count) {
        for (int i = 0; i < count; i++) {
            long at = (long) i * Linux.EPOLL_EVENT_SIZE;
            Ready ready = watched.get(events.get(JAVA_INT_UNALIGNED, at + Linux.EPOLL_EVENT_DATA));
            if (ready != null) {
                try {
                    ready.ready(events.get(JAVA_INT_UNALIGNED, at));
                } catch (IOException | RuntimeException e) {
                    failures.accept(e);
                }
            }
        }
    }

    private void runTimers() {
        Timer timer = timers.peek();
        while (timer != null && (timer.cancelled || timer.due - System.nanoTime() <= 0)) {
            timers.remove();
            if (!timer.cancelled) {
                guarded(timer.action);
            }
            timer = timers.peek();
        }
    }

    private void runTasks() {
        for (@Nullable Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    private void control(int operation, int fd, int interest) throws IOException {
        event.set(JAVA_INT, 0, interest);
        event.set(JAVA_INT_UNALIGNED, Linux.EPOLL_EVENT_DATA, fd);
        try {
            if ((int) CONTROL.invokeExact(Native.state(), epoll, operation, fd, event) < 0) {
                throw new SystemCallException("epoll_ctl", Native.errno());
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }
}
