package kr.bongsu.gateway.push;

/// The id of one push to one phone; the same through every attempt, restart and node.
///
/// @param ledger the random name of the ledger that gave the number, so that two ledgers never give
///   the same id
/// @param number counts up in the order of acceptance
public record PushId(String ledger, long number) {

    /// The form in which it travels to the phone (at most 64 bytes): a message that arrives again
    /// with the same tag replaces the one before.
    public String tag() {
        return ledger + '-' + Long.toString(number, Character.MAX_RADIX);
    }
}
