package kr.bongsu.gateway.ledger;

import java.util.List;

/// The tables by which people find pushes. They can be emptied at any time and fill themselves
/// again.
final class SearchTables {

    static final List<String> ALL =
            List.of(
                    "{index-failed}",
                    // How many pushes there are in each range of 1,024 ids, and received when.
                    """
                    CREATE TABLE IF NOT EXISTS push_bucket (
                      bucket {id},
                      pushes BIGINT NOT NULL,
                      first_at BIGINT NOT NULL,
                      last_at BIGINT NOT NULL) {tail}
                    """,
                    // The distinct recipients; the token is a number made of it.
                    """
                    CREATE TABLE IF NOT EXISTS recipient (
                      id {id},
                      customer {short} NOT NULL,
                      phone {short} NOT NULL,
                      token BIGINT NOT NULL) {tail}
                    """,
                    """
                    CREATE UNIQUE INDEX IF NOT EXISTS recipient_customer
                      ON recipient (customer, phone, token)
                    """,
                    "CREATE INDEX IF NOT EXISTS recipient_phone ON recipient (phone)",
                    "CREATE INDEX IF NOT EXISTS recipient_token ON recipient (token)",
                    // Each recipient's pushes. By segments of 2^18 ids, so that only the pages of
                    // the
                    // newest segment change.
                    """
                    CREATE TABLE IF NOT EXISTS recipient_push (
                      segment BIGINT NOT NULL,
                      recipient BIGINT NOT NULL,
                      push BIGINT NOT NULL,
                      PRIMARY KEY (segment, recipient, push)) {clustered}
                    """,
                    // The ranges of 2^14 ids whose messages are in the text index; terms is below 0
                    // where there are too many to index.
                    """
                    CREATE TABLE IF NOT EXISTS text_block (
                      block {id},
                      terms BIGINT NOT NULL) {tail}
                    """,
                    // Which messages of a block have a term: id is block * 2^43 + term.
                    """
                    CREATE TABLE IF NOT EXISTS text_posting (
                      id {id},
                      postings {bytes} NOT NULL) {tail}
                    """);

    private SearchTables() {}
}
