package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// The tables, made and brought up to date in numbered steps; a step that has shipped never
/// changes.
///
/// MariaDB commits each definition by itself, so a step may have been done in part: every statement
/// of a step must do nothing when it was done before.
final class Schema {

    /// What the telegrams asked for, and where each push stands.
    private static final List<String> VERSION_1 =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS meta (
                      name {short} NOT NULL PRIMARY KEY,
                      value {text} NOT NULL) {tail}
                    """,
                    // The next free number of each kind.
                    """
                    CREATE TABLE IF NOT EXISTS counter (
                      name {short} NOT NULL PRIMARY KEY,
                      next BIGINT NOT NULL) {tail}
                    """,
                    // The gateways that have used this ledger, each start a row.
                    """
                    CREATE TABLE IF NOT EXISTS node (
                      id {id},
                      name {text} NOT NULL,
                      process {text} NOT NULL,
                      beat BIGINT NOT NULL,
                      ended SMALLINT NOT NULL,
                      joined_at BIGINT NOT NULL,
                      seen_at BIGINT NOT NULL) {tail}
                    """,
                    // How many pushes there are in each state, exact: counting rows costs seconds.
                    // Each node counts what it changed; the sum over the nodes is the truth.
                    """
                    CREATE TABLE IF NOT EXISTS tally (
                      node BIGINT NOT NULL,
                      state SMALLINT NOT NULL,
                      pushes BIGINT NOT NULL,
                      PRIMARY KEY (node, state)) {tail}
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS stat (
                      minute BIGINT NOT NULL,
                      lane SMALLINT NOT NULL,
                      kind SMALLINT NOT NULL,
                      node BIGINT NOT NULL,
                      pushes BIGINT NOT NULL,
                      PRIMARY KEY (minute, lane, kind, node)) {tail}
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS telegram (
                      id {id},
                      dedup_key {short},
                      link {short} NOT NULL,
                      lane SMALLINT NOT NULL,
                      retry_count BIGINT NOT NULL,
                      received_at BIGINT NOT NULL) {tail}
                    """,
                    "CREATE UNIQUE INDEX IF NOT EXISTS telegram_key ON telegram (dedup_key)",
                    """
                    CREATE TABLE IF NOT EXISTS message (
                      id {id},
                      telegram BIGINT NOT NULL,
                      service {text} NOT NULL,
                      title {text} NOT NULL,
                      body {text} NOT NULL,
                      push_group {text} NOT NULL,
                      uuid {text} NOT NULL,
                      reserved_for BIGINT) {tail}
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS push (
                      id {id},
                      message BIGINT NOT NULL,
                      customer {short} NOT NULL,
                      phone {text} NOT NULL,
                      token {text} NOT NULL,
                      company {text} NOT NULL,
                      type {text} NOT NULL,
                      lane SMALLINT NOT NULL,
                      state SMALLINT NOT NULL,
                      attempts BIGINT NOT NULL,
                      owner BIGINT,
                      due_at BIGINT,
                      settled_at BIGINT,
                      result {text},
                      fcm_name {text}) {tail}
                    """,
                    // owner: null when nothing is to be done, 0 when it waits for anyone from
                    // due_at on, else the node that has it in its memory.
                    """
                    CREATE INDEX IF NOT EXISTS push_work ON push (owner, lane, due_at, id)
                    {where-open}
                    """,
                    // What happened to a push before its present state; that stands in the push.
                    """
                    CREATE TABLE IF NOT EXISTS event (
                      push BIGINT NOT NULL,
                      id BIGINT NOT NULL,
                      at BIGINT NOT NULL,
                      node BIGINT NOT NULL,
                      kind SMALLINT NOT NULL,
                      attempts BIGINT NOT NULL,
                      detail {text} NOT NULL,
                      PRIMARY KEY (push, id)) {tail}
                    """);

    /// How a push finds the earlier ones of its customer.
    private static final List<String> VERSION_3 = List.of("{waiting-column}", "{index-waiting}");

    /// The same, without looking at all of them.
    private static final List<String> VERSION_5 = List.of("{index-ahead}", "{drop-waiting}");

    /// What was asked for under the key of a telegram, so that a repeat is told from another
    /// request.
    private static final List<String> VERSION_7 =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS request (
                      id {id},
                      digest {short} NOT NULL) {tail}
                    """);

    private static final List<List<String>> VERSIONS =
            List.of(
                    VERSION_1,
                    SearchTables.ALL,
                    VERSION_3,
                    DeliveryTables.ALL,
                    VERSION_5,
                    OutcomeTables.ALL,
                    VERSION_7,
                    LinkTables.ALL);

    private Schema() {}

    /// Brings the tables up to date. Nodes that start together do it one after the other.
    ///
    /// @return the ledger's random name, given once
    /// @throws SQLException also when the tables are of a newer Bongsu
    static String migrate(Sql sql, Instant now) throws SQLException {
        Dialect dialect = sql.dialect();
        if (sql.number(0, dialect.lockSchema()) == 0) {
            throw new SQLException("another gateway has been changing the tables for a minute");
        }
        sql.commit();
        String name = migrateAlone(sql, now);
        sql.number(0, dialect.unlockSchema());
        sql.commit();
        return name;
    }

    private static String migrateAlone(Sql sql, Instant now) throws SQLException {
        sql.update(
                sql.dialect()
                        .definition(
                                """
                                CREATE TABLE IF NOT EXISTS schema_version (
                                  version BIGINT NOT NULL PRIMARY KEY,
                                  applied_at BIGINT NOT NULL) {tail}
                                """));
        long found = version(sql);
        for (int version = (int) found + 1; version <= VERSIONS.size(); version++) {
            for (String statement : VERSIONS.get(version - 1)) {
                sql.update(sql.dialect().definition(statement));
            }
            sql.update(
                    "INSERT INTO schema_version (version, applied_at) VALUES (?, ?)",
                    version,
                    now.toEpochMilli());
            sql.commit();
        }
        for (String counter : Ids.NAMES) {
            if (sql.number(0, "SELECT next FROM counter WHERE name = ?", counter) == 0) {
                sql.update("INSERT INTO counter (name, next) VALUES (?, 1)", counter);
            }
        }
        String name = name(sql);
        sql.commit();
        return name;
    }

    /// @return the version of the tables that are there; 0: they are to be made
    /// @throws SQLException also when they are of a newer Bongsu
    static long version(Sql sql) throws SQLException {
        long found = sql.number(0, "SELECT max(version) FROM schema_version");
        if (found > VERSIONS.size()) {
            throw new SQLException(
                    "the ledger is of a newer Bongsu (schema "
                            + found
                            + ", this one knows "
                            + VERSIONS.size()
                            + "); start the newer one");
        }
        return found;
    }

    private static String name(Sql sql) throws SQLException {
        try (var rows = sql.query("SELECT value FROM meta WHERE name = 'ledger'")) {
            if (rows.next()) {
                return rows.getString(1);
            }
        }
        byte[] random = new byte[5];
        RandomGenerator.of("SecureRandom").nextBytes(random);
        String name = HexFormat.of().formatHex(random);
        sql.update("INSERT INTO meta (name, value) VALUES ('ledger', ?)", name);
        return name;
    }
}
