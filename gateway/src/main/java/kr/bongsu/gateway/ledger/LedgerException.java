package kr.bongsu.gateway.ledger;

/// The ledger cannot be used; the message is a sentence for the person who started Bongsu.
public final class LedgerException extends RuntimeException {

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    public LedgerException(String message) {
        super(message);
    }
}
