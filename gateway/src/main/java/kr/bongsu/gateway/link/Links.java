package kr.bongsu.gateway.link;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/// Every line of the gateway.
public final class Links implements AutoCloseable {

    private final List<Link> links;

    public Links(
            List<LinkSettings> settings,
            TelegramForm form,
            ZoneId zone,
            InstantSource clock,
            Intake intake) {
        this.links =
                settings.stream()
                        .map(each -> new Line(each, form, ResponseCodes.DEFAULT, zone, clock))
                        .map(line -> new Link(line, intake))
                        .toList();
    }

    public void start() {
        links.forEach(Link::start);
    }

    public List<Link> list() {
        return links;
    }

    /// Stops all of them at once and waits for each.
    @Override
    public void close() {
        links.forEach(Link::drain);
        links.forEach(Link::close);
    }
}
