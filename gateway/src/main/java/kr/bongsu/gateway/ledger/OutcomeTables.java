package kr.bongsu.gateway.ledger;

import java.util.List;

/// What the core system is still to be told.
final class OutcomeTables {

    static final List<String> ALL =
            List.of(
                    // An outcome has the same number for all who are told of it.
                    """
                    CREATE TABLE IF NOT EXISTS outcome (
                      id BIGINT NOT NULL,
                      target {short} NOT NULL,
                      push BIGINT NOT NULL,
                      state SMALLINT NOT NULL,
                      attempts BIGINT NOT NULL,
                      at BIGINT NOT NULL,
                      detail {text} NOT NULL,
                      PRIMARY KEY (target, id)) {tail}
                    """,
                    // How many there were on a day; each account counts its own.
                    """
                    CREATE TABLE IF NOT EXISTS outcome_total (
                      target {short} NOT NULL,
                      day BIGINT NOT NULL,
                      state SMALLINT NOT NULL,
                      account BIGINT NOT NULL,
                      outcomes BIGINT NOT NULL,
                      PRIMARY KEY (target, day, state, account)) {tail}
                    """,
                    // The sum of a day as it was told last.
                    """
                    CREATE TABLE IF NOT EXISTS outcome_told (
                      target {short} NOT NULL,
                      day BIGINT NOT NULL,
                      outcomes BIGINT NOT NULL,
                      PRIMARY KEY (target, day)) {tail}
                    """);

    private OutcomeTables() {}
}
