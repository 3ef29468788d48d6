package kr.bongsu.gateway.link;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/// Every line of the gateway.
public final class Links implements AutoCloseable {

    private final List<Link> links;

    /// What all links have in common.
    ///
    /// @param zone in which telegrams tell dates and times
    public record Common(
            TelegramForm form,
            ResponseCodes codes,
            ZoneId zone,
            InstantSource clock,
            TraceSettings traces) {

        private Line line(LinkSettings settings) {
            Line.Clock time = new Line.Clock(clock, zone);
            Trace trace =
                    new Trace(
                            new TraceFile(settings.name(), traces),
                            new TraceText(form.layout(), zone),
                            time);
            return new Line(settings, form, codes, time, new Witness(settings.name(), trace));
        }
    }

    /// @param before what people wished of each line; asked on the line's own thread, again and
    ///   again until it is known
    public Links(
            List<LinkSettings> settings,
            Common common,
            Intake intake,
            Backlog backlog,
            Recall before) {
        Semaphore unstored = new Semaphore(Session.Store.MOST_UNSTORED_BYTES);
        this.links =
                settings.stream()
                        .map(common::line)
                        .map(line -> new Link(line, intake, backlog, unstored, before))
                        .toList();
    }

    public void start() {
        start(_ -> true);
    }

    /// Starts those that do not run yet and are wanted.
    public void start(Predicate<LinkSettings> wanted) {
        links.stream().filter(link -> wanted.test(link.settings())).forEach(Link::start);
    }

    /// The gateway before this one has ended: starts those that do not run yet. The others learn
    /// what people may have told it since they began.
    public void takeOver() {
        links.stream().filter(link -> !link.start()).forEach(Link::lookAgain);
    }

    public List<Link> list() {
        return links;
    }

    /// The line of that name.
    public Optional<Link> find(String name) {
        return links.stream().filter(each -> each.settings().name().equals(name)).findFirst();
    }

    /// Stops all of them at once and waits for each.
    @Override
    public void close() {
        links.forEach(Link::drain);
        links.forEach(Link::close);
    }
}
