package kr.bongsu.gateway.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down whoever guesses: an address with many failed logins has to wait, of IPv6 its /64.
public final class Brake {

    /// More than a department behind one address mistypes.
    static final int MOST_FAILURES = 20;

    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final Map<String, Window> windows = new LinkedHashMap<>();

    private record Window(Instant until, int failures) {}

    Brake() {
        this(MOST_FAILURES);
    }

    /// @param most failures of an address in five minutes
    public Brake(int most) {
        this.most = most;
    }

    /// How long the address has to wait; zero when it may try.
    public synchronized Duration wait(String address, Instant now) {
        Window window = windows.get(place(address));
        return window == null || window.failures < most || !now.isBefore(window.until)
                ? Duration.ZERO
                : Duration.between(now, window.until);
    }

    /// It has shown that it does not guess.
    public synchronized void forgiven(String address) {
        Window _ = windows.remove(place(address));
    }

    public synchronized void failed(String address, Instant now) {
        String place = place(address);
        Window window = windows.remove(place);
        windows.put(
                place,
                window == null || !now.isBefore(window.until)
                        ? new Window(now.plus(WINDOW), 1)
                        : new Window(window.until, window.failures + 1));
        if (windows.size() > MOST_ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
    }

    /// Whose line has IPv6 has a whole /64 to guess from.
    private static String place(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        try {
            InetAddress literal =
                    InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
            byte[] bytes = literal.getAddress();
            // An IPv4 address in the clothes of IPv6 is the same one.
            return bytes.length == 4
                    ? literal.getHostAddress()
                    : HexFormat.ofDelimiter(":").formatHex(bytes, 0, 8);
        } catch (IllegalArgumentException notOne) {
            return address;
        }
    }
}
