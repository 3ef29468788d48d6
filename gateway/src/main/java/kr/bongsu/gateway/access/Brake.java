package kr.bongsu.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down whoever guesses: an address with many failed logins has to wait.
final class Brake {

    /// More than a department behind one address mistypes.
    static final int MOST_FAILURES = 20;

    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_ADDRESSES = 10_000;

    private final Map<String, Window> windows = new LinkedHashMap<>();

    private record Window(Instant until, int failures) {}

    /// How long the address has to wait; zero when it may try.
    synchronized Duration wait(String address, Instant now) {
        Window window = windows.get(address);
        return window == null || window.failures < MOST_FAILURES || !now.isBefore(window.until)
                ? Duration.ZERO
                : Duration.between(now, window.until);
    }

    synchronized void failed(String address, Instant now) {
        Window window = windows.remove(address);
        windows.put(
                address,
                window == null || !now.isBefore(window.until)
                        ? new Window(now.plus(WINDOW), 1)
                        : new Window(window.until, window.failures + 1));
        if (windows.size() > MOST_ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
    }
}
