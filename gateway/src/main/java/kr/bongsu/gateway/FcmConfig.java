package kr.bongsu.gateway;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kr.bongsu.gateway.fcm.FcmSettings;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `fcm`.
final class FcmConfig {

    private FcmConfig() {}

    static FcmSettings read(YamlMap map, Path folder) {
        String project = map.text("project");
        if (!project.matches("[A-Za-z0-9._:-]*")) {
            map.fault("project", "is no Firebase project id", "take it from the Firebase console");
        }
        Path credentials = existing(map, folder, "credentials", map.text("credentials"));
        Optional<Path> trust =
                map.optional("trust").map(path -> existing(map, folder, "trust", path));
        URI endpoint = endpoint(map);
        map.finish();
        return new FcmSettings(project, credentials, endpoint, trust, FcmSettings.REQUEST_LIMIT);
    }

    private static URI endpoint(YamlMap map) {
        String text = map.text("endpoint", FcmSettings.FCM.toString());
        try {
            URI uri = URI.create(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPath().replace("/", "").isEmpty()) {
                return URI.create(uri.getScheme() + "://" + uri.getAuthority());
            }
        } catch (IllegalArgumentException notOne) {
            // Reported below with every other endpoint that is none.
        }
        map.fault(
                "endpoint",
                "'" + text + "' is no endpoint",
                "write https://HOST or https://HOST:PORT");
        return FcmSettings.FCM;
    }

    private static Path existing(YamlMap map, Path folder, String key, String path) {
        Path resolved = folder.resolve(path).normalize();
        if (!path.isEmpty() && !Files.isReadable(resolved)) {
            map.fault(key, "no readable file " + resolved, "check the path and its permissions");
        }
        return resolved;
    }
}
