package kr.bongsu.gateway.fcm;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;

/// Gives access tokens.
interface TokenSource {

    /// Asks for a token once; blocks within a limit.
    ///
    /// @throws IOException with the reason when there is none; never with a secret in it
    Grant fetch(Instant now) throws IOException, InterruptedException;

    /// As a person knows it.
    String name();

    /// An access token, good for so long from when it was asked for.
    record Grant(String token, Duration life) {
        @Override
        public String toString() {
            return "a token for " + life.toSeconds() + " s";
        }
    }

    /// The source for these credentials.
    ///
    /// @throws FcmException with a sentence for a person
    static TokenSource of(FcmSettings settings, HttpClient http) {
        Duration limit = settings.way().requestLimit();
        return switch (settings.credentials()) {
            case Credentials.ServiceAccountFile key ->
                    new ServiceAccountTokens(
                            ServiceAccount.read(key.file()), new TokenServer(http, limit));
            case Credentials.MetadataServer server ->
                    new MetadataTokens(server.address(), new TokenServer(http, limit));
            case Credentials.Command command -> new CommandTokens(command.words(), limit);
        };
    }
}
