package kr.bongsu.gateway.ledger;

import java.util.List;

/// What people wish of links; each gateway has its own.
final class LinkTables {

    static final List<String> ALL =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS link_hold (
                      node {short} NOT NULL,
                      link {short} NOT NULL,
                      since BIGINT NOT NULL,
                      who {text} NOT NULL,
                      reason {text} NOT NULL,
                      PRIMARY KEY (node, link)) {tail}
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS link_place (
                      node {short} NOT NULL,
                      link {short} NOT NULL,
                      since BIGINT NOT NULL,
                      who {text} NOT NULL,
                      endpoint {text} NOT NULL,
                      among {text} NOT NULL,
                      PRIMARY KEY (node, link)) {tail}
                    """);

    private LinkTables() {}
}
