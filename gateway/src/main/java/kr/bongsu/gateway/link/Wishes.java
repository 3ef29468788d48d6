package kr.bongsu.gateway.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.ledger.LinkWish;
import kr.bongsu.gateway.log.Log;

/// What is wanted of a line: whether to be signed on, and at which endpoint.
///
/// A line that may be held must not sign on even for a moment: nothing is wanted of it until
/// [#recall] has learnt what people wished before. What they wish here stands from then on.
final class Wishes {

    /// Whether the line is to be signed on.
    sealed interface Wish {

        /// Not known yet.
        record Unknown() implements Wish {}

        record Up() implements Wish {}

        record Held(LinkWish.Hold hold) implements Wish {}

        record Stopped() implements Wish {}
    }

    private static final Log LOG = Log.of(Link.class);

    private final Line line;
    private final Recall before;
    private boolean known;
    private boolean stopped;
    private Optional<LinkWish.Hold> hold = Optional.empty();
    private Optional<LinkWish.Place> place = Optional.empty();
    private int endpoint;

    /// Whether people have held or released it here, and whether they have chosen an endpoint here.
    private boolean decided;

    private boolean chosen;

    Wishes(Line line, Recall before) {
        this.line = line;
        this.before = before;
    }

    synchronized Wish wish() {
        if (stopped) {
            return new Wish.Stopped();
        }
        if (!known) {
            return new Wish.Unknown();
        }
        return hold.<Wish>map(Wish.Held::new).orElseGet(Wish.Up::new);
    }

    /// Whether it is to be connected with this endpoint.
    synchronized boolean want(LinkSettings.Endpoint to) {
        return wish() instanceof Wish.Up && endpoint().equals(to);
    }

    synchronized Optional<LinkWish.Hold> hold() {
        return hold;
    }

    /// Which endpoint people have chosen, unless it is the first.
    synchronized Optional<LinkWish.Place> place() {
        return place;
    }

    /// The present endpoint.
    synchronized LinkSettings.Endpoint endpoint() {
        return line.settings().endpoints().get(endpoint);
    }

    synchronized void hold(String who, String why) {
        hold = Optional.of(new LinkWish.Hold(line.clock().now(), who, why));
        decided = true;
    }

    synchronized void release() {
        hold = Optional.empty();
        decided = true;
    }

    synchronized void stop() {
        stopped = true;
    }

    /// Has the line go to an endpoint; whether there is such a one.
    synchronized boolean choose(LinkSettings.Endpoint wanted, String who) {
        int index = line.settings().endpoints().indexOf(wanted);
        if (index < 0) {
            return false;
        }
        endpoint = index;
        place =
                index == 0
                        ? Optional.empty()
                        : Optional.of(
                                new LinkWish.Place(
                                        line.clock().now(),
                                        who,
                                        wanted.toString(),
                                        line.settings().route()));
        chosen = true;
        return true;
    }

    /// Goes to the next endpoint, unless somebody has chosen another one meanwhile.
    synchronized void leave(LinkSettings.Endpoint failed) {
        if (endpoint().equals(failed)) {
            endpoint = (endpoint + 1) % line.settings().endpoints().size();
        }
    }

    /// Learns what people wished before, of this gateway or of the one before it, and tells what is
    /// wanted otherwise now.
    ///
    /// @return why that cannot be known; then all is as it was
    Optional<String> recall(Consumer<LinkChange> news) {
        try {
            learn(before.of(line.settings())).forEach(news);
            return Optional.empty();
        } catch (LedgerException e) {
            return Optional.of("it is not known whether it is held: " + e.getMessage());
        } catch (RuntimeException bug) {
            // A line whose thread ends would never come back.
            LOG.bug("link.bug", bug);
            return Optional.of("it is not known whether it is held: a bug: " + bug);
        }
    }

    private synchronized List<LinkChange> learn(LinkWish wished) {
        known = true;
        List<LinkChange> news = new ArrayList<>();
        if (!decided && !wished.hold().equals(hold)) {
            hold = wished.hold();
            news.add(hold.map(Wishes::held).orElseGet(() -> own(LinkChange.Kind.RELEASED, "")));
        }
        if (!chosen && !wished.place().equals(place)) {
            place = wished.place();
            endpoint = place.map(this::index).orElse(0);
            String at = endpoint().toString();
            news.add(
                    place.map(each -> switched(each, at))
                            .orElseGet(() -> own(LinkChange.Kind.SWITCHED, at)));
        }
        return news;
    }

    private static LinkChange held(LinkWish.Hold hold) {
        return new LinkChange(hold.since(), hold.by(), LinkChange.Kind.HELD, hold.reason());
    }

    private static LinkChange switched(LinkWish.Place place, String at) {
        return new LinkChange(place.since(), place.by(), LinkChange.Kind.SWITCHED, at);
    }

    private LinkChange own(LinkChange.Kind kind, String about) {
        return new LinkChange(line.clock().now(), LinkChange.BONGSU, kind, about);
    }

    private int index(LinkWish.Place wanted) {
        List<String> names =
                line.settings().endpoints().stream().map(LinkSettings.Endpoint::toString).toList();
        return Math.max(0, names.indexOf(wanted.endpoint()));
    }
}
