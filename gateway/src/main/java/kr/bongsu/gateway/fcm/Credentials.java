package kr.bongsu.gateway.fcm;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// Where access tokens come from.
public sealed interface Credentials {

    /// A key of a service account, as the Firebase console gives it.
    record ServiceAccountFile(Path file) implements Credentials {}

    /// The metadata server of Google's cloud, which also serves Workload Identity on GKE.
    record MetadataServer(URI address) implements Credentials {
        public static final URI GOOGLES = URI.create("http://metadata.google.internal");
    }

    /// A program that prints a token, or Google's JSON with `access_token` and `expires_in`.
    record Command(List<String> words) implements Credentials {
        public Command {
            words = List.copyOf(words);
        }
    }
}
