package kr.bongsu.gateway.push;

/// What a push says; shared by all of its recipients.
///
/// @param service the institution's name of the service that sends it
/// @param group the institution's id of the campaign or event
/// @param uuid the institution's id of the message
public record Message(String service, String title, String body, String group, String uuid) {

    Message titled(String newTitle) {
        return new Message(service, newTitle, body, group, uuid);
    }

    @Override
    public String toString() {
        return "service=" + service + " group=" + group + " uuid=" + uuid;
    }
}
