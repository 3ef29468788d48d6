package kr.bongsu.gateway.fcm;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One Firebase project, the way to it, and how pushes are sent there.
public record FcmSettings(String project, Credentials credentials, Way way, Sending sending) {

    public static final URI FCM = URI.create("https://fcm.googleapis.com");
    public static final Duration REQUEST_LIMIT = Duration.ofSeconds(15);

    /// A service account, directly connected, everything else by default.
    public FcmSettings(
            String project,
            Path serviceAccount,
            URI endpoint,
            Optional<Path> trust,
            Duration requestLimit) {
        this(
                project,
                new Credentials.ServiceAccountFile(serviceAccount),
                new Way(endpoint, trust, Optional.empty(), requestLimit, Connections.DEFAULT),
                Sending.DEFAULT);
    }

    /// How to reach FCM.
    ///
    /// @param endpoint `https://` for TLS with ALPN; `http://` for HTTP/2 without TLS, which only a
    ///   test server speaks
    /// @param trust a PEM file of one more certificate authority
    /// @param proxy an HTTP proxy for everything that uses TLS: FCM and the token server
    /// @param requestLimit how long an answer may take, of FCM and of the token server; FCM asks
    ///   for at least 10 s
    public record Way(
            URI endpoint,
            Optional<Path> trust,
            Optional<Proxy> proxy,
            Duration requestLimit,
            Connections connections) {}

    /// An HTTP proxy that allows CONNECT.
    public record Proxy(String host, int port) {}

    /// How many connections, and for how long.
    ///
    /// @param warm opened at the start and kept, so that the first pushes need not wait
    /// @param most opened under load
    /// @param recycleAfter a connection is replaced at this age, up to a sixth later; FCM itself
    ///   ends connections at an hour
    public record Connections(int warm, int most, Duration recycleAfter) {
        public static final Connections DEFAULT = new Connections(2, 24, Duration.ofMinutes(50));
    }

    /// How pushes are sent.
    ///
    /// @param validateOnly FCM checks every message and delivers none
    /// @param queue pushes that may be with the client at a time
    public record Sending(Templates templates, boolean validateOnly, int queue, Breaker breaker) {
        public static final Sending DEFAULT =
                new Sending(Templates.DEFAULT, false, 24_000, Breaker.DEFAULT);
    }

    /// When a project is held.
    ///
    /// @param refusedPercent of the latest pushes that FCM refuses for good; 0: however many
    /// @param pause until one push is tried again; doubles up to ten times
    public record Breaker(int refusedPercent, Duration pause) {
        public static final Breaker DEFAULT = new Breaker(50, Duration.ofSeconds(30));
    }
}
