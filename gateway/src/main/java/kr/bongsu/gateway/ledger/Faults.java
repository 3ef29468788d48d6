package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// What a database's errors mean.
public final class Faults {

    /// SQLite's codes for what one row is to blame for: too big, constraint, mismatch, range.
    private static final Set<Integer> SQLITE_ROW = Set.of(18, 19, 20, 25);

    /// MariaDB: a lock was not given in time, the query was interrupted.
    private static final Set<Integer> MARIADB_AGAIN = Set.of(1205, 1317);

    private Faults() {}

    /// Whether another work may succeed all the same: one work's data or a bug in it is to blame,
    /// not the database's health.
    static boolean isOfOneWork(Exception e) {
        if (!(e instanceof SQLException sql)) {
            return true;
        }
        if (sql instanceof SQLiteException sqlite) {
            return SQLITE_ROW.contains(sqlite.getErrorCode() & 0xff);
        }
        String state = sql.getSQLState();
        return state == null || state.startsWith("22") || state.startsWith("23");
    }

    /// Whether a work of the ledger has failed because of what it is, a row that the database
    /// refuses or a bug, so that others will succeed.
    public static boolean isOfItsRows(@Nullable Throwable failure) {
        return switch (failure) {
            case SQLiteException sqlite -> isOfOneWork(sqlite);
            case SQLException sql -> sql.getSQLState() != null && isOfOneWork(sql);
            // The ledger is closed, or too slow.
            case RejectedExecutionException _ -> false;
            case RuntimeException _ -> true;
            case null, default -> false;
        };
    }

    /// Whether the same may succeed at once, over a new connection: the connection broke, or
    /// another node was in the way.
    static boolean mayPass(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("57")
                        || state.startsWith("55")
                        || state.startsWith("25P0")
                        || state.startsWith("23")
                        || MARIADB_AGAIN.contains(e.getErrorCode()));
    }
}
