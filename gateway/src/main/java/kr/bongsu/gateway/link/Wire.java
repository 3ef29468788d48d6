package kr.bongsu.gateway.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// One connection to an FEP, in clear or over TLS.
///
/// @param spoken what telegrams are read from and written to
/// @param tcp what lies beneath; the same without TLS
record Wire(Socket spoken, Socket tcp) {

    private static final Duration TLS_LOOK = Duration.ofMillis(250);

    /// Connects a new socket to an endpoint of a line.
    ///
    /// @param limit of the connection, and again of TLS
    static Wire connect(Socket fresh, LinkSettings line, LinkSettings.Endpoint to, Duration limit)
            throws IOException {
        fresh.connect(new InetSocketAddress(to.host(), to.port()), (int) limit.toMillis());
        Optional<LinkTls> tls = line.tls();
        return new Wire(tls.isEmpty() ? fresh : tls.get().over(fresh, to, limit), fresh);
    }

    InputStream in() throws IOException {
        return spoken.getInputStream();
    }

    OutputStream out() throws IOException {
        return spoken.getOutputStream();
    }

    /// Reads wait at most so long, and at most so long that a TLS connection notices a drain.
    void waitAtMost(Duration silence) throws IOException {
        Duration wait = isTls() && silence.compareTo(TLS_LOOK) > 0 ? TLS_LOOK : silence;
        tcp.setSoTimeout((int) wait.toMillis());
    }

    /// Wakes who reads. Half of a TLS connection cannot be shut without the FEP's part; its reader
    /// looks often enough by itself.
    void stopReading() throws IOException {
        if (!isTls()) {
            tcp.shutdownInput();
        }
    }

    /// Ends it in good order, after the last write.
    void close() throws IOException {
        spoken.close();
    }

    /// Ends it at once, even while a write is stuck: TLS would wait for that before its farewell.
    void cut() throws IOException {
        tcp.close();
    }

    private boolean isTls() {
        return spoken instanceof SSLSocket;
    }
}
