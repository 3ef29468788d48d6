package kr.bongsu.gateway.fleet;

import java.nio.file.Path;
import java.util.Map;

/// Finds the folder of the process manager.
final class Home {

    private static final String PIPES = "pipes";

    private Home() {}

    /// `BONGSU_HOME`; else that of the manager which started this process; else `~/.bongsu`.
    ///
    /// A manager does not hand its `BONGSU_HOME` down, but tells each process where to report,
    /// which is `pipes/NAME.notify` in its folder.
    static Path of(Map<String, String> environment) {
        String given = environment.getOrDefault("BONGSU_HOME", "");
        if (!given.isEmpty()) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        String report = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (environment.containsKey("BONGSU_RUN") && report.startsWith("/")) {
            Path folder = Path.of(report).getParent();
            if (folder != null && folder.endsWith(PIPES)) {
                return folder.resolveSibling(".").normalize();
            }
        }
        String user = environment.getOrDefault("HOME", "");
        return Path.of(user.isEmpty() ? System.getProperty("user.home", "/") : user, ".bongsu")
                .toAbsolutePath();
    }
}
