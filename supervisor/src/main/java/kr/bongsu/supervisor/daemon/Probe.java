package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/// Asks an address again and again until it answers: a TCP connection, or a status below 400.
record Probe(URI address, Duration limit) {
    private static final int ANSWER = 2_000;
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// Tries on a thread of its own, at most as long as the limit.
    void start(Runnable answered) {
        Thread thread = new Thread(null, () -> probe(answered), "probe", 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private void probe(Runnable answered) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() - end < 0) {
                if (answers()) {
                    answered.run();
                    return;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try {
            if (address.getScheme().equals("tcp")) {
                try (Socket socket = new Socket()) {
                    socket.connect(
                            new InetSocketAddress(address.getHost(), address.getPort()), ANSWER);
                    return true;
                }
            }
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(ANSWER);
            connection.setReadTimeout(ANSWER);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status < 400;
        } catch (IOException e) {
            return false;
        }
    }
}
