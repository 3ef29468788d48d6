package kr.bongsu.fepsimulator.line;

import java.util.Locale;

/// What is counted of a line. A telegram that is sent several times counts once.
public enum Count {
    TELEGRAMS,
    RECIPIENTS,
    /// Telegrams answered for good: accepted, or refused with a code after which sending again is
    /// no use.
    ANSWERED,
    GOOD,
    GOOD_RECIPIENTS,
    /// Answers with an error code.
    REFUSED,
    /// Sendings after the first.
    RESENT,
    /// Answers to nothing that waits for one: second answers to a telegram sent twice, and worse.
    UNEXPECTED,
    /// Telegrams whose first sending was spoiled.
    SPOILED,
    /// Of these, answered good although none may be; they are not among the good.
    SPOILED_GOOD,
    SIGN_ONS;

    /// Its key in the summary.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
