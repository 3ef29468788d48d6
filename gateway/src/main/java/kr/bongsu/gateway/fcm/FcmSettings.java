package kr.bongsu.gateway.fcm;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One Firebase project and the way to it.
///
/// @param endpoint `https://` for TLS with ALPN; `http://` for HTTP/2 without TLS, which only a
///   test server speaks
/// @param trust a PEM file of one more certificate authority
/// @param requestLimit how long an answer may take; FCM asks for at least 10 s
public record FcmSettings(
        String project,
        Path credentials,
        URI endpoint,
        Optional<Path> trust,
        Duration requestLimit) {

    public static final URI FCM = URI.create("https://fcm.googleapis.com");
    public static final Duration REQUEST_LIMIT = Duration.ofSeconds(15);
}
