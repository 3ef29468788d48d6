package kr.bongsu.fepsimulator.people;

/// What a push tells.
///
/// @param service the sending service's name, at most 16 bytes
/// @param group the push group's id, at most 16 bytes
public record Message(String service, String group, String title, String contents) {

    /// Masked: the text may be a real one, from a file.
    @Override
    public String toString() {
        return "Message[" + service + "]";
    }
}
