package kr.bongsu.gateway.link;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Every line of the gateway.
public final class Links implements AutoCloseable {

    private final List<Link> links;

    /// What all links have in common.
    ///
    /// @param zone in which telegrams tell dates and times
    public record Common(
            TelegramForm form, ResponseCodes codes, ZoneId zone, InstantSource clock) {}

    public Links(List<LinkSettings> settings, Common common, Intake intake, Backlog backlog) {
        Semaphore unstored = new Semaphore(Session.Store.MOST_UNSTORED_BYTES);
        this.links =
                settings.stream()
                        .map(each ->
                                new Line(
                                        each,
                                        common.form,
                                        common.codes,
                                        new Line.Clock(common.clock, common.zone),
                                        _ -> {}))
                        .map(line -> new Link(line, intake, backlog, unstored))
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
