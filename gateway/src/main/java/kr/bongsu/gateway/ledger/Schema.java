package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// The tables, made and brought up to date in numbered steps; a step that has shipped never
/// changes.
final class Schema {

    private static final List<String> VERSION_1 =
            List.of(
                    """
                    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID
                    """,
                    // How many pushes there are, by final state, exact: counting rows costs
                    // seconds.
                    """
                    CREATE TABLE tally (name TEXT PRIMARY KEY, pushes INTEGER NOT NULL) WITHOUT ROWID
                    """,
                    "INSERT INTO tally VALUES ('stored', 0), ('accepted', 0), ('rejected', 0)",
                    """
                    CREATE TABLE telegram (
                      id INTEGER PRIMARY KEY,
                      key TEXT,
                      link TEXT NOT NULL,
                      lane TEXT NOT NULL,
                      retry_count INTEGER NOT NULL,
                      received_at INTEGER NOT NULL)
                    """,
                    "CREATE UNIQUE INDEX telegram_key ON telegram (key) WHERE key IS NOT NULL",
                    """
                    CREATE TABLE message (
                      id INTEGER PRIMARY KEY,
                      telegram INTEGER NOT NULL,
                      service TEXT NOT NULL,
                      title TEXT NOT NULL,
                      body TEXT NOT NULL,
                      push_group TEXT NOT NULL,
                      uuid TEXT NOT NULL,
                      reserved_for INTEGER)
                    """,
                    """
                    CREATE TABLE push (
                      id INTEGER PRIMARY KEY,
                      message INTEGER NOT NULL,
                      customer TEXT NOT NULL,
                      phone TEXT NOT NULL,
                      token TEXT NOT NULL,
                      company TEXT NOT NULL,
                      type TEXT NOT NULL,
                      state INTEGER NOT NULL,
                      attempts INTEGER NOT NULL,
                      due_at INTEGER,
                      settled_at INTEGER,
                      result TEXT,
                      fcm_name TEXT)
                    """,
                    "CREATE INDEX push_pending ON push (due_at) WHERE state = 0",
                    "CREATE INDEX push_in_flight ON push (id) WHERE state = 1",
                    // Attempts that did not settle their push; the one that did stands in the push
                    // itself.
                    """
                    CREATE TABLE attempt (
                      push INTEGER NOT NULL,
                      number INTEGER NOT NULL,
                      at INTEGER NOT NULL,
                      reason TEXT NOT NULL,
                      PRIMARY KEY (push, number)) WITHOUT ROWID
                    """);

    private static final List<List<String>> VERSIONS = List.of(VERSION_1);

    private Schema() {}

    /// Brings the tables up to date in one transaction.
    ///
    /// @return the ledger's random name, given once
    /// @throws SQLException also when the tables are of a newer Bongsu
    static String migrate(Sql sql) throws SQLException {
        long found = sql.number(0, "PRAGMA user_version");
        if (found > VERSIONS.size()) {
            throw new SQLException(
                    "the ledger is of a newer Bongsu (schema "
                            + found
                            + ", this one knows "
                            + VERSIONS.size()
                            + "); start the newer one");
        }
        for (int version = (int) found; version < VERSIONS.size(); version++) {
            for (String statement : VERSIONS.get(version)) {
                sql.update(statement);
            }
            sql.update("PRAGMA user_version = " + (version + 1));
        }
        byte[] random = new byte[5];
        RandomGenerator.of("SecureRandom").nextBytes(random);
        sql.update(
                "INSERT INTO meta VALUES ('ledger', ?) ON CONFLICT DO NOTHING",
                HexFormat.of().formatHex(random));
        sql.commit();
        try (var rows = sql.query("SELECT value FROM meta WHERE key = 'ledger'")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
