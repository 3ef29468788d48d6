package kr.bongsu.distribution.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C or SIGTERM, as something that can be waited for; the JVM then ends with the code that the
/// demo gives, after the demo has cleaned up.
final class StopRequest {

    /// Longer than three programs may take to stop.
    private static final Duration CLEAN_UP_LIMIT = Duration.ofSeconds(100);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private volatile int code = 1;

    /// From now on signals are requests.
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "stop request"));
    }

    private void onShutdown() {
        asked.countDown();
        try {
            if (!cleanedUp.await(CLEAN_UP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                code = 1;
            }
        } catch (InterruptedException e) {
            code = 1;
        }
        // Without this the JVM would report the signal (130, 143) after a clean stop.
        Runtime.getRuntime().halt(code);
    }

    /// Waits; true when the stop is asked for.
    boolean isAskedWithin(Duration time) throws InterruptedException {
        return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Everything is cleaned up; does not return.
    void exit(int exitCode) {
        code = exitCode;
        cleanedUp.countDown();
        System.exit(exitCode);
    }
}
