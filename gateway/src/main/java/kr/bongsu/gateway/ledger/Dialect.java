package kr.bongsu.gateway.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// In what the engines differ; all else is the same SQL.
///
/// @param types what stands for the `{words}` of a table's definition
/// @param locked ends a query whose rows nobody else may change until the commit
/// @param skipLocked the same, passing over rows that somebody else has locked
/// @param lockSchema waits until no other node changes the tables
/// @param unlockSchema lets the next one in
/// @param durability questions whose answer is `1` or `on` where a commit survives a power cut
record Dialect(
        Map<String, String> types,
        String locked,
        String skipLocked,
        String lockSchema,
        String unlockSchema,
        List<String> durability,
        Bulk bulk) {

    /// Of what did not end well, or is held: few, and the first that people look for.
    private static final String INDEX_FAILED =
            "CREATE INDEX IF NOT EXISTS push_failed ON push (state, id)"
                    + " WHERE state IN (3, 5, 6, 7)";

    /// By customer, of what waits. A push that is sent at once is never in it.
    private static final String INDEX_WAITING =
            "CREATE INDEX IF NOT EXISTS push_waiting ON push (customer) WHERE owner = 0";

    /// By customer and lane, of what waits, in the order of acceptance.
    private static final String INDEX_AHEAD =
            "CREATE INDEX IF NOT EXISTS push_ahead ON push (customer, lane, state, id)"
                    + " WHERE owner = 0";

    private static final String DROP_WAITING = "DROP INDEX IF EXISTS push_waiting";

    private static final String WAITING = "p.owner = 0 AND p.customer";

    /// A change that changes nothing.
    private static final String NOTHING = "UPDATE meta SET value = value WHERE name = ''";

    static final Dialect SQLITE =
            new Dialect(
                    words(
                            "id", "INTEGER PRIMARY KEY",
                            "text", "TEXT",
                            "short", "TEXT",
                            "where-open", "WHERE owner IS NOT NULL",
                            "bytes", "BLOB",
                            "clustered", "WITHOUT ROWID",
                            "index-failed", INDEX_FAILED,
                            "instr", "instr",
                            "waiting-column", NOTHING,
                            "index-waiting", INDEX_WAITING,
                            "waiting", WAITING,
                            "drop-waiting", DROP_WAITING,
                            "index-ahead", INDEX_AHEAD,
                            "by-waiting", "INDEXED BY push_ahead",
                            "places",
                                    """
                                    (SELECT value ->> 'lane' AS lane, value ->> 'customer' AS customer,
                                       value ->> 'below' AS below FROM json_each(?)) c
                                    """,
                            "tail", ""),
                    "",
                    "",
                    // The file has one owner; OwnerLock sees to it.
                    "SELECT 1",
                    "SELECT 1",
                    List.of(),
                    new Bulk.Jdbc());

    static final Dialect MARIADB =
            new Dialect(
                    words(
                            "id",
                            "BIGINT PRIMARY KEY",
                            "text",
                            "MEDIUMTEXT",
                            "short",
                            "VARCHAR(255)",
                            "where-open",
                            "",
                            "bytes",
                            "BLOB",
                            "clustered",
                            "ENGINE=InnoDB",
                            // It has no index of some rows; one of all would cost every push.
                            "index-failed",
                            "DO 0",
                            "instr",
                            "instr",
                            "waiting-column",
                            """
                            ALTER TABLE push ADD COLUMN IF NOT EXISTS waiting_customer VARCHAR(255)
                              AS (IF(owner = 0, customer, NULL)) VIRTUAL
                            """,
                            "index-waiting",
                            "CREATE INDEX IF NOT EXISTS push_waiting ON push (waiting_customer)",
                            "waiting",
                            "p.waiting_customer",
                            "drop-waiting",
                            DROP_WAITING + " ON push",
                            "index-ahead",
                            """
                            CREATE INDEX IF NOT EXISTS push_ahead
                              ON push (waiting_customer, lane, state, id)
                            """,
                            "by-waiting",
                            "FORCE INDEX (push_ahead)",
                            "places",
                            """
                            JSON_TABLE(?, '$[*]' COLUMNS (lane INT PATH '$.lane',
                              customer VARCHAR(255) PATH '$.customer',
                              below BIGINT PATH '$.below')) c
                            """,
                            // In every other collation 'a' and 'a ' are the same key.
                            "tail",
                            "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin"),
                    " FOR UPDATE",
                    " FOR UPDATE SKIP LOCKED",
                    "SELECT GET_LOCK(CONCAT('bongsu ', DATABASE()), 60)",
                    "SELECT RELEASE_LOCK(CONCAT('bongsu ', DATABASE()))",
                    List.of("SELECT @@innodb_flush_log_at_trx_commit"),
                    new Bulk.MariaDb());

    static final Dialect POSTGRESQL =
            new Dialect(
                    words(
                            "id", "BIGINT PRIMARY KEY",
                            "text", "TEXT",
                            "short", "TEXT COLLATE \"C\"",
                            "where-open", "WHERE owner IS NOT NULL",
                            "bytes", "BYTEA",
                            "clustered", "",
                            "index-failed", INDEX_FAILED,
                            "instr", "strpos",
                            "waiting-column", NOTHING,
                            "index-waiting", INDEX_WAITING,
                            "waiting", WAITING,
                            "drop-waiting", DROP_WAITING,
                            "index-ahead", INDEX_AHEAD,
                            "by-waiting", "",
                            "places",
                                    "json_to_recordset(?::json)"
                                            + " AS c(lane INT, customer TEXT, below BIGINT)",
                            "tail", ""),
                    " FOR UPDATE",
                    " FOR UPDATE SKIP LOCKED",
                    // Here alone a wait may be longer than the connection's usual lock_timeout.
                    """
                    SELECT 1 FROM set_config('lock_timeout', '60s', true) AS wait,
                      LATERAL pg_advisory_lock(length(wait) * 0 + hashtext('bongsu'))
                    """,
                    "SELECT 1 FROM pg_advisory_unlock(hashtext('bongsu'))",
                    List.of("SHOW fsync"),
                    new Bulk.Postgres());

    /// @param texts words, each followed by what stands for it
    private static Map<String, String> words(String... texts) {
        Map<String, String> words = new HashMap<>();
        for (int i = 0; i < texts.length; i += 2) {
            words.put(texts[i], texts[i + 1]);
        }
        return Map.copyOf(words);
    }

    /// Whether an index may hold some rows only.
    boolean hasPartialIndexes() {
        return !types.getOrDefault("where-open", "").isEmpty();
    }

    /// Whether several gateways may write at the same time.
    boolean isShared() {
        return !skipLocked.isEmpty();
    }

    /// A table's definition for this engine.
    String definition(String text) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        String definition = text;
        for (Map.Entry<String, String> type : types.entrySet()) {
            definition = definition.replace("{" + type.getKey() + "}", type.getValue());
        }
        return definition;
    }
}
