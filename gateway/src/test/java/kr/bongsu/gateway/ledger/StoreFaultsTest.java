package kr.bongsu.gateway.ledger;

import static kr.bongsu.gateway.ledger.Submissions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.LedgerSettings.Engine;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A database server that refuses for a while, or is used by others too: no false "good", nothing
/// twice, and all goes on by itself.
@ExtendWith(Servers.class)
class StoreFaultsTest {

    private static final Duration LEASE = Duration.ofSeconds(1);

    private final Servers servers;

    StoreFaultsTest(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHasBecomeReadOnlyIsWaitedFor(Engine engine) throws Exception {
        DatabaseServer server = server(engine);
        LedgerSettings settings = server.newDatabase();
        String database = database(settings);
        switch (engine) {
            case MARIADB -> {
                // Root may write all the same.
                settings = as("plain", settings);
                for (String host : List.of("localhost", "127.0.0.1")) {
                    String user = "plain@'" + host + "'";
                    server.administer(database, "CREATE USER IF NOT EXISTS " + user);
                    server.administer(database, "GRANT ALL ON " + database + ".* TO " + user);
                }
                refuses(
                        sql -> server.administer(database, sql),
                        settings,
                        List.of("SET GLOBAL read_only = 1"),
                        List.of("SET GLOBAL read_only = 0"));
            }
            case POSTGRESQL ->
                    refuses(
                            sql -> server.administer("postgres", sql),
                            settings,
                            List.of(
                                    "ALTER DATABASE "
                                            + database
                                            + " SET default_transaction_read_only = on",
                                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                            + " WHERE datname = '"
                                            + database
                                            + "'"),
                            List.of(
                                    "ALTER DATABASE "
                                            + database
                                            + " RESET default_transaction_read_only"));
        }
    }

    /// With the errors that the engines give when their disk is full.
    @ParameterizedTest
    @EnumSource
    void aServerWithoutSpaceIsWaitedFor(Engine engine) throws Exception {
        DatabaseServer server = server(engine);
        LedgerSettings settings = server.newDatabase();
        Administrator administrator = sql -> server.administer(database(settings), sql);
        switch (engine) {
            case MARIADB ->
                    refuses(
                            administrator,
                            settings,
                            List.of(
                                    "CREATE TRIGGER full_disk BEFORE INSERT ON message FOR EACH"
                                            + " ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114,"
                                            + " MESSAGE_TEXT = 'The table is full'"),
                            List.of("DROP TRIGGER full_disk"));
            case POSTGRESQL ->
                    refuses(
                            administrator,
                            settings,
                            List.of(
                                    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql"
                                            + " AS $$ BEGIN RAISE EXCEPTION 'could not extend"
                                            + " file' USING ERRCODE = '53100'; END $$",
                                    "CREATE TRIGGER full_disk BEFORE INSERT ON message FOR EACH"
                                            + " ROW EXECUTE FUNCTION full_disk()"),
                            List.of("DROP TRIGGER full_disk ON message"));
        }
    }

    /// Does what makes a server refuse, and what mends it.
    @FunctionalInterface
    private interface Administrator {
        void run(String sql) throws SQLException;
    }

    private static void refuses(
            Administrator administrator,
            LedgerSettings settings,
            List<String> begin,
            List<String> end)
            throws Exception {
        try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW)) {
            List<Push> before = stored(ledger, "before", 3);
            for (String sql : begin) {
                administrator.run(sql);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(accept(ledger, "during"))
                        .as("no false good")
                        .isInstanceOf(Receipt.Unavailable.class);
            }
            assertThat(ledger.counts().stored()).isEqualTo(3);
            for (String sql : end) {
                administrator.run(sql);
            }
            Await.until(
                    "it stores again",
                    () -> !(accept(ledger, "during") instanceof Receipt.Unavailable));
            settle(ledger, before).get(30, TimeUnit.SECONDS);
            assertThat(ledger.counts().accepted()).isEqualTo(3);
            assertThat(ledger.counts().stored()).as("once").isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlockIsTriedAgain(Engine engine) throws Exception {
        DatabaseServer server = server(engine);
        LedgerSettings settings = server.newDatabase();
        try (Ledger ledger = Ledger.open(settings, Submissions.ROOMY, () -> NOW);
                Connection other = Database.of(settings).writer().open();
                Statement statement = other.createStatement()) {
            List<Push> pushes = stored(ledger, "t", 2);
            long first = pushes.getFirst().id().number();
            if (engine == Engine.POSTGRESQL) {
                // So that the ledger's transaction is the one that is given up.
                statement.execute("SET deadlock_timeout = '60s'");
            }
            other.setAutoCommit(false);
            // Heavier than the ledger's, so that MariaDB gives up the other one.
            statement.execute("UPDATE message SET title = title");
            statement.execute("UPDATE meta SET value = value");
            statement.execute("UPDATE push SET phone = phone WHERE id = " + (first + 1));
            CompletableFuture<?> settled = settle(ledger, pushes);
            Await.until("it waits", () -> isLocked(settings, first));
            statement.execute("UPDATE push SET phone = phone WHERE id = " + first);
            other.commit();
            settled.get(30, TimeUnit.SECONDS);
            assertThat(ledger.counts().accepted()).isEqualTo(2);
            assertThat(stored(ledger, "after", 1)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatJumpsCostsNobodyItsPushes(Engine engine) throws Exception {
        DatabaseServer server = server(engine);
        LedgerSettings made = server.newDatabase();
        String database = database(made);
        AtomicReference<Instant> clock = new AtomicReference<>(NOW);
        try (Ledger jumps =
                        Ledger.open(
                                server.settings(database, "a", LEASE),
                                Submissions.ROOMY,
                                clock::get);
                Ledger other =
                        Ledger.open(
                                server.settings(database, "b", LEASE),
                                Submissions.ROOMY,
                                () -> NOW)) {
            List<Push> before = stored(jumps, "before", 3);
            for (Duration jump : List.of(Duration.ofHours(-3), Duration.ofDays(2))) {
                clock.set(NOW.plus(jump));
                long until = System.nanoTime() + LEASE.toNanos() * 3;
                for (int i = 0; System.nanoTime() < until; i++) {
                    Receipt receipt = accept(jumps, jump + "-" + i);
                    assertThat(receipt).isInstanceOf(Receipt.Stored.class);
                    settle(jumps, ((Receipt.Stored) receipt).ready()).get(30, TimeUnit.SECONDS);
                    assertThat(jumps.holdsLease() && other.holdsLease()).isTrue();
                }
            }
            assertThat(other.claim(Lane.SINGLE, 10, NOW).get(30, TimeUnit.SECONDS))
                    .as("nothing was taken over")
                    .isEmpty();
            settle(jumps, before).get(30, TimeUnit.SECONDS);
            assertThat(jumps.counts().open()).isZero();
        }
    }

    private static boolean isLocked(LedgerSettings settings, long push) throws SQLException {
        try (Sql sql = Database.of(settings).toWrite();
                var row =
                        sql.query(
                                "SELECT id FROM push WHERE id = ?" + sql.dialect().skipLocked(),
                                push)) {
            return !row.next();
        }
    }

    private DatabaseServer server(Engine engine) {
        return switch (engine) {
            case MARIADB -> servers.mariaDb();
            case POSTGRESQL -> servers.postgreSql();
        };
    }

    private static LedgerSettings as(String user, LedgerSettings settings) {
        Store.Server store = (Store.Server) settings.store();
        return new LedgerSettings(
                new Store.Server(store.engine(), store.address(), user, store.password()),
                settings.node(),
                settings.lease());
    }

    private static String database(LedgerSettings settings) {
        Store.Server store = (Store.Server) settings.store();
        return store.address().replaceAll(".*/([^?]*).*", "$1");
    }

    private static Receipt accept(Ledger ledger, String key) throws Exception {
        return ledger.accept(Submissions.of(key, Lane.SINGLE, 1)).get(60, TimeUnit.SECONDS);
    }

    private static List<Push> stored(Ledger ledger, String key, int recipients) throws Exception {
        Receipt receipt =
                ledger.accept(Submissions.of(key, Lane.SINGLE, recipients))
                        .get(30, TimeUnit.SECONDS);
        return ((Receipt.Stored) receipt).ready();
    }

    private static CompletableFuture<?> settle(Ledger ledger, List<Push> pushes) {
        return ledger.settle(
                pushes.stream()
                        .<Settlement>map(push -> new Settlement.Accepted(push.id(), NOW, 1, "n"))
                        .toList());
    }
}
