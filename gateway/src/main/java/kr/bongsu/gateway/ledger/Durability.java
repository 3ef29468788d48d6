package kr.bongsu.gateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import kr.bongsu.gateway.log.Log;

/// Warns of a database server that does not keep what it has committed.
final class Durability {

    private static final Log LOG = Log.of(Ledger.class);

    private Durability() {}

    static void warnUnlessKept(Sql sql) throws SQLException {
        for (String question : sql.dialect().durability()) {
            try (ResultSet row = sql.query(question)) {
                if (row.next() && !List.of("1", "on").contains(row.getString(1))) {
                    LOG.warn(
                            "ledger.not-durable",
                            "setting",
                            question + " is " + row.getString(1),
                            "means",
                            "a power cut of the database server may lose what was acknowledged");
                }
            }
        }
        sql.commit();
    }
}
