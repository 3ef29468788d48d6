package kr.bongsu.supervisor.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a process said of itself by systemd's protocol: lines of `KEY=value`.
///
/// @param fields by key, the last one where a key came twice
public record Notice(Map<String, String> fields) {
    private static final int LONGEST_STATUS = 500;

    /// Reads a datagram; lines that are none of `KEY=value` are passed over.
    public static Notice of(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int at = line.indexOf('=');
            if (at > 0) {
                fields.put(line.substring(0, at), line.substring(at + 1));
            }
        }
        return new Notice(fields);
    }

    /// It serves, for the first time or again.
    public boolean isReady() {
        return isSet("READY");
    }

    /// It reads its configuration again and says [#isReady] when that is done.
    public boolean isReloading() {
        return isSet("RELOADING");
    }

    /// It has begun to end.
    public boolean isStopping() {
        return isSet("STOPPING");
    }

    /// It is alive.
    public boolean isAlive() {
        return "1".equals(fields.get("WATCHDOG"));
    }

    /// It says itself that it hangs.
    public boolean hangs() {
        return "trigger".equals(fields.get("WATCHDOG"));
    }

    /// What it does, in its own words for a person.
    public Optional<String> status() {
        return Optional.ofNullable(fields.get("STATUS"))
                .map(text ->
                        text.length() > LONGEST_STATUS ? text.substring(0, LONGEST_STATUS) : text);
    }

    private boolean isSet(String key) {
        return "1".equals(fields.get(key));
    }
}
