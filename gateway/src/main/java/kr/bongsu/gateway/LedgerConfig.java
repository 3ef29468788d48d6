package kr.bongsu.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.LedgerSettings.Engine;
import kr.bongsu.gateway.ledger.LedgerSettings.PasswordSource;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the section `ledger`.
final class LedgerConfig {

    private static final String SQLITE = "sqlite:";
    private static final Map<String, Engine> SERVERS =
            Map.of("mariadb://", Engine.MARIADB, "postgresql://", Engine.POSTGRESQL);
    private static final String ADDRESS = "[A-Za-z0-9.:\\[\\]-]+/[A-Za-z0-9_$-]+(\\?.*)?";
    private static final String REMEDY =
            "write sqlite:PATH, mariadb://HOST:PORT/DATABASE or postgresql://HOST:PORT/DATABASE";
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final String PASSWORD = "BONGSU_LEDGER_PASSWORD";

    private LedgerConfig() {}

    static LedgerSettings read(YamlMap map, Path folder) {
        String url = map.text("url", SQLITE + "./data/ledger.db");
        Optional<String> user = map.optional("user");
        Optional<Path> passwordFile = map.optional("password_file").map(folder::resolve);
        String node = map.text("node", hostName());
        Duration lease = map.duration("lease", SHORTEST_LEASE, LedgerSettings.LEASE);
        LedgerSettings.Terms terms = LedgerSettings.Terms.DEFAULT;
        Duration dead = map.duration("dead_tokens", Duration.ZERO, terms.deadTokens());
        LedgerSettings.Terms own = new LedgerSettings.Terms(terms.orderLimit(), dead);
        map.finish();
        Optional<Map.Entry<String, Engine>> server =
                SERVERS.entrySet().stream()
                        .filter(each -> url.startsWith(each.getKey()))
                        .findFirst();
        if (server.isPresent()) {
            String address = url.substring(server.get().getKey().length());
            checkAddress(map, address);
            passwordFile.ifPresent(file -> PrivateFile.check(map, "password_file", file));
            if (user.isEmpty()) {
                map.fault("user", "is missing", "write the user that owns the ledger's tables");
            }
            return new LedgerSettings(
                    new Store.Server(
                            server.get().getValue(),
                            address,
                            user.orElse(""),
                            password(passwordFile)),
                    node,
                    lease,
                    own);
        }
        if (!url.startsWith(SQLITE) || url.length() == SQLITE.length()) {
            map.fault("url", "'" + url + "' is no ledger", REMEDY);
            return LedgerSettings.file(folder);
        }
        return new LedgerSettings(
                new Store.Sqlite(folder.resolve(url.substring(SQLITE.length())).normalize()),
                node,
                lease,
                own);
    }

    private static PasswordSource password(Optional<Path> file) {
        if (file.isPresent()) {
            return new PasswordSource.File(file.get());
        }
        return System.getenv(PASSWORD) == null
                ? new PasswordSource.None()
                : new PasswordSource.Environment(PASSWORD);
    }

    private static void checkAddress(YamlMap map, String address) {
        if (address.contains("@")
                || address.toLowerCase(java.util.Locale.ROOT).contains("password")) {
            // The text is not repeated: it may hold the password.
            map.fault(
                    "url",
                    "holds a user or a password",
                    "write them as ledger.user and ledger.password_file");
        } else if (!address.matches(ADDRESS)) {
            map.fault("url", "'" + address + "' is no address of a database", REMEDY);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed";
        }
    }
}
