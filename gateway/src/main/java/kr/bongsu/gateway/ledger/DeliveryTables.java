package kr.bongsu.gateway.ledger;

import java.util.List;

/// What the delivery keeps beside the pushes.
final class DeliveryTables {

    static final List<String> ALL =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS lane_pause (
                      lane {id},
                      since BIGINT NOT NULL,
                      who {text} NOT NULL,
                      reason {text} NOT NULL) {tail}
                    """,
                    // Tokens that FCM knows no more: id is a number made of the token.
                    """
                    CREATE TABLE IF NOT EXISTS dead_token (
                      id {id},
                      token {text} NOT NULL,
                      push BIGINT NOT NULL,
                      reason {text} NOT NULL,
                      at BIGINT NOT NULL) {tail}
                    """,
                    "CREATE INDEX IF NOT EXISTS dead_token_at ON dead_token (at, id)");

    private DeliveryTables() {}
}
