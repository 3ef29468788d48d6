package kr.bongsu.fcmemulator.phone;

/// What has happened on all phones so far.
///
/// @param distinct ids that were accepted at least once
/// @param received messages that reached a phone
/// @param delayed messages that had to wait because too many came that may collapse
/// @param undelivered messages that expired, were collapsed or were dropped while they waited
public record Counts(
        long distinct, long received, Screens screens, long delayed, long undelivered) {

    /// What their owners saw.
    ///
    /// @param displayed notifications that lit up a screen, replacements included
    /// @param replaced repeats that replaced the notification they repeat
    /// @param displayedTwice repeats that stand beside the notification they repeat: the same news
    ///   twice
    public record Screens(long displayed, long replaced, long displayedTwice) {}
}
