package kr.bongsu.gateway;

import java.nio.file.Path;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `ledger`.
final class LedgerConfig {

    private static final String SQLITE = "sqlite:";

    private LedgerConfig() {}

    static Path read(YamlMap map, Path folder) {
        String url = map.text("url", SQLITE + "./data/ledger.db");
        map.finish();
        if (!url.startsWith(SQLITE) || url.length() == SQLITE.length()) {
            map.fault("url", "'" + url + "' is no ledger", "write sqlite:PATH");
            return folder;
        }
        return folder.resolve(url.substring(SQLITE.length())).normalize();
    }
}
