package kr.bongsu.gateway.fcm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;

/// Tokens from the metadata server, for the account that the machine runs as.
record MetadataTokens(URI address, TokenServer server) implements TokenSource {

    private static final String PATH =
            "/computeMetadata/v1/instance/service-accounts/default/token";

    @Override
    public Grant fetch(Instant now) throws IOException, InterruptedException {
        return server.ask(
                HttpRequest.newBuilder(address.resolve(PATH))
                        .header("Metadata-Flavor", "Google")
                        .GET());
    }

    @Override
    public String name() {
        return "metadata server " + address;
    }
}
