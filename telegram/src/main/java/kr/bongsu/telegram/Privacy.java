package kr.bongsu.telegram;

/// What of a person a field tells, and so how it is masked wherever people may read it.
public enum Privacy {
    /// Tells nothing of a person; shown as it is.
    NONE,
    CUSTOMER,
    PHONE,
    TOKEN,
    NAME,
    /// What the person is told: title and text of a message.
    MESSAGE
}
