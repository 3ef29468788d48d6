package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.json.JsonException;
import kr.bongsu.supervisor.json.JsonReader;

/// Reads the version that an application's `package.json` states, or `N/A`, as PM2 shows it.
final class AppVersion {
    private static final String UNKNOWN = "N/A";
    private static final long MAX_BYTES = 1 << 20;

    private AppVersion() {}

    static String of(AppSpec spec) {
        AppSpec.Command command = spec.launch().command();
        Path script = command.folder().resolve(command.script()).getParent();
        for (Path folder :
                script == null
                        ? new Path[] {command.folder()}
                        : new Path[] {script, command.folder()}) {
            Path file = folder.resolve("package.json");
            try {
                if (Files.isRegularFile(file) && Files.size(file) < MAX_BYTES) {
                    return JsonReader.object(Files.readString(file)).text("version", UNKNOWN);
                }
            } catch (IOException | JsonException e) {
                return UNKNOWN;
            }
        }
        return UNKNOWN;
    }
}
