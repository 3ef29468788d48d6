package kr.bongsu.gateway.ledger;

/// The ledger cannot be used; the message is a sentence for the person who started Bongsu.
public final class LedgerException extends RuntimeException {

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    public LedgerException(String message) {
        super(message);
    }

    /// @param where the ledger is
    /// @param isFile whether it is a file
    static LedgerException atOpening(String where, boolean isFile, Exception why) {
        return new LedgerException(
                "cannot open the ledger "
                        + where
                        + " ("
                        + why.getMessage()
                        + "); "
                        + (isFile
                                ? "check the path, its permissions and the disk's space"
                                : "check address, user and password, and that the database exists"
                                        + " and runs"),
                why);
    }
}
