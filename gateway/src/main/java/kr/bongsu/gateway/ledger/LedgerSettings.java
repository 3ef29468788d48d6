package kr.bongsu.gateway.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where the ledger is and who this gateway is in it.
///
/// @param node this gateway's name among those that share a database; unique there
/// @param lease after so long without a sign of life a node's pushes are another's
/// @param telling who is told what became of pushes
public record LedgerSettings(
        Store store, String node, Duration lease, Terms terms, Telling telling) {

    public static final Duration LEASE = Duration.ofSeconds(10);

    /// How long some things hold.
    ///
    /// @param orderLimit from its acceptance on, so long a push that cannot be sent holds the later
    ///   ones of its customer
    /// @param deadTokens so long a token is not tried again that FCM knows no more; zero: it is
    ///   tried
    public record Terms(Duration orderLimit, Duration deadTokens) {
        public static final Terms DEFAULT = new Terms(Duration.ofMinutes(2), Duration.ofDays(30));
    }

    public LedgerSettings(Store store, String node, Duration lease) {
        this(store, node, lease, Terms.DEFAULT);
    }

    public LedgerSettings(Store store, String node, Duration lease, Terms terms) {
        this(store, node, lease, terms, Telling.NOBODY);
    }

    public LedgerSettings with(Terms newTerms) {
        return new LedgerSettings(store, node, lease, newTerms, telling);
    }

    public LedgerSettings with(Telling newTelling) {
        return new LedgerSettings(store, node, lease, terms, newTelling);
    }

    /// A database.
    public sealed interface Store {

        /// One file, for one gateway.
        record Sqlite(Path path) implements Store {}

        /// A server, for any number of gateways.
        ///
        /// @param address `HOST[:PORT]/DATABASE[?OPTIONS]`
        record Server(Engine engine, String address, String user, PasswordSource password)
                implements Store {}
    }

    /// A server's make.
    public enum Engine {
        MARIADB,
        POSTGRESQL
    }

    /// Where the password is. It is read anew for each connection, so that it can be changed while
    /// the gateway runs, and it is never kept.
    public sealed interface PasswordSource {

        record None() implements PasswordSource {}

        record File(Path path) implements PasswordSource {}

        /// A variable of the environment.
        record Environment(String variable) implements PasswordSource {}
    }

    /// A file's ledger, for a gateway that is alone.
    public static LedgerSettings file(Path path) {
        return new LedgerSettings(new Store.Sqlite(path), "local", LEASE);
    }

    /// For a person; tells no secret.
    String where() {
        return switch (store) {
            case Store.Sqlite file -> file.path().toString();
            case Store.Server server ->
                    server.engine().name().toLowerCase(java.util.Locale.ROOT)
                            + "://"
                            + withoutOptions(server.address());
        };
    }

    private static String withoutOptions(String address) {
        return Optional.of(address.indexOf('?'))
                .filter(at -> at >= 0)
                .map(at -> address.substring(0, at))
                .orElse(address);
    }
}
