package kr.bongsu.fepsimulator.people;

/// One recipient of a push, as a brokerage knows it.
///
/// @param number the customer number, `csno`
/// @param phone digits only
/// @param token the FCM registration token of the customer's phone
/// @param type what the recipient block's `type` says
public record Customer(String number, String phone, String token, String name, String type) {

    /// Masked: the customer may be a real one, from a file.
    @Override
    public String toString() {
        return "Customer[***]";
    }
}
