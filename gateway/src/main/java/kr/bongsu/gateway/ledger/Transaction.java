package kr.bongsu.gateway.ledger;

import java.sql.SQLException;

/// What several works share until they are committed together.
final class Transaction {

    private final Sql sql;
    private long stored;
    private long accepted;
    private long rejected;

    Transaction(Sql sql) {
        this.sql = sql;
    }

    Sql sql() {
        return sql;
    }

    void stored(int pushes) {
        stored += pushes;
    }

    void accepted(int pushes) {
        accepted += pushes;
    }

    void rejected(int pushes) {
        rejected += pushes;
    }

    void commit() throws SQLException {
        add("stored", stored);
        add("accepted", accepted);
        add("rejected", rejected);
        sql.commit();
    }

    Counts addTo(Counts counts) {
        return new Counts(
                counts.stored() + stored,
                counts.accepted() + accepted,
                counts.rejected() + rejected);
    }

    private void add(String name, long pushes) throws SQLException {
        if (pushes != 0) {
            sql.update("UPDATE tally SET pushes = pushes + ? WHERE name = ?", pushes, name);
        }
    }
}
