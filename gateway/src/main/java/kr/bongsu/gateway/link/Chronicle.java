package kr.bongsu.gateway.link;

import java.util.List;
import kr.bongsu.gateway.log.Log;

/// What a link is doing now, and what happened to it: its state, its journal, and the lines of the
/// log that tell of changes.
final class Chronicle {

    private static final Log LOG = Log.of(Link.class);

    private final Line line;
    private final Journal journal = new Journal();
    private volatile LinkState state;

    /// Guarded by this.
    private String lastReason = "";

    Chronicle(Line line) {
        this.line = line;
        this.state = new LinkState.Stopped(line.clock().now());
    }

    LinkState state() {
        return state;
    }

    List<LinkChange> journal() {
        return journal.list();
    }

    /// Somebody wished something.
    void note(String who, LinkChange.Kind kind, String about) {
        journal.add(new LinkChange(line.clock().now(), who, kind, about));
        String what = kind.of(about);
        LOG.info("link.changed", "link", line.name(), "who", who, "what", what);
        say(who + ": " + what);
    }

    /// Somebody wished something before this gateway began.
    void remember(LinkChange wished) {
        journal.add(wished);
        LOG.info(
                "link.remembered",
                "link",
                line.name(),
                "who",
                wished.who(),
                "since",
                wished.at(),
                "what",
                wished.what());
    }

    /// Says what changed, but not each of the many failed attempts while an FEP is away.
    synchronized void become(LinkState next, LinkSettings.Endpoint endpoint) {
        LinkState before = state;
        boolean served = before instanceof LinkState.Ready || before instanceof LinkState.SigningOn;
        if (next instanceof LinkState.Draining && !served) {
            // The session ended by itself while somebody wished its end.
            return;
        }
        state = next;
        switch (next) {
            case LinkState.Ready _ -> {
                lastReason = "";
                LOG.info("link.ready", "link", line.name(), "fep", endpoint);
                journal.add(
                        new LinkChange(
                                next.since(),
                                LinkChange.BONGSU,
                                LinkChange.Kind.READY,
                                endpoint.toString()));
                say("ready at " + endpoint);
            }
            case LinkState.Backoff backoff -> {
                if (!backoff.reason().equals(lastReason)) {
                    LOG.warn(
                            "link.down",
                            "link",
                            line.name(),
                            "fep",
                            endpoint,
                            "why",
                            backoff.reason(),
                            "means",
                            "it keeps trying");
                    journal.add(
                            new LinkChange(
                                    next.since(),
                                    LinkChange.BONGSU,
                                    LinkChange.Kind.DOWN,
                                    backoff.reason()));
                }
                lastReason = backoff.reason();
                say("down: " + backoff.reason());
            }
            case LinkState.Held held ->
                    LOG.info("link.held", "link", line.name(), "by", held.reason());
            case LinkState.Stopped _ ->
                    LOG.info("link.stopped", "link", line.name(), "was", before.word());
            case LinkState.Connecting _ -> say("connecting to " + endpoint);
            case LinkState.SigningOn _, LinkState.Draining _ -> {
                // On the way to something worth a line.
            }
        }
    }

    private void say(String what) {
        line.witness().trace().see(new Trace.Event.Said(what));
    }
}
