package kr.bongsu.gateway.push;

/// What a phone shows of a push.
public record Shown(String title, String body) {

    /// As whoever may not see personal data may know it.
    public Shown masked() {
        return new Shown(Mask.text(title), Mask.text(body));
    }

    @Override
    public String toString() {
        return "title=" + Mask.text(title) + " body=" + Mask.text(body);
    }
}
