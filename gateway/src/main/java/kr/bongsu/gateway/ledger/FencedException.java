package kr.bongsu.gateway.ledger;

import java.sql.SQLException;

/// This node was taken for dead: what it had in its memory is another's. Nothing was written.
final class FencedException extends SQLException {

    FencedException(String node) {
        super("node " + node + " gave no sign of life for longer than its lease; others took over");
    }
}
