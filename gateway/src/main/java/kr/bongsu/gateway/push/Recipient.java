package kr.bongsu.gateway.push;

/// Whom a push goes to.
///
/// @param customer the institution's customer number
/// @param company the name the customer sees as the sender
/// @param type the app's own kind of message
public record Recipient(
        String customer, String phone, DeviceToken token, String company, String type) {

    @Override
    public String toString() {
        return "customer="
                + Mask.customer(customer)
                + " phone="
                + Mask.phone(phone)
                + " token="
                + token;
    }
}
