package kr.bongsu.gateway;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kr.bongsu.gateway.fcm.Trust;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.ledger.Telling;
import kr.bongsu.gateway.link.Link;
import kr.bongsu.gateway.link.LinkState;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.link.ResultLine;
import kr.bongsu.gateway.result.Destination;
import kr.bongsu.gateway.result.FormerTargets;
import kr.bongsu.gateway.result.ResultFile;
import kr.bongsu.gateway.result.Teller;
import kr.bongsu.gateway.result.Webhook;

/// Everybody who is told what became of pushes, as configured.
final class Results implements AutoCloseable {

    private final Backroom ledger;
    private final InstantSource clock;
    private final List<Teller> tellers = new ArrayList<>();
    private final List<Webhook> webhooks = new ArrayList<>();
    private final FormerTargets former;

    Results(ResultsConfig config, Backroom ledger, Links links, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.former = new FormerTargets(config.telling().targets(), ledger, clock);
        config.file()
                .ifPresent(settings ->
                        add(
                                ResultsConfig.FILE,
                                new ResultFile(settings, Main.SEOUL, clock),
                                ledger::mayTidy));
        config.webhook()
                .map(settings -> Webhook.of(settings, Trust.of(settings.trust()).jdk(), clock))
                .ifPresent(webhook -> {
                    webhooks.add(webhook);
                    add(ResultsConfig.WEBHOOK, webhook, ledger::mayTidy);
                });
        links.list().stream()
                .filter(link -> config.links().contains(link.settings().name()))
                .forEach(this::add);
    }

    /// Whoever has the line tells over it.
    private void add(Link link) {
        ResultLine line = link.results();
        add(
                Telling.toLink(link.settings().name()),
                new Destination() {
                    @Override
                    public List<PushOutcome> tell(List<PushOutcome> outcomes)
                            throws IOException, InterruptedException {
                        try {
                            return line.tell(outcomes);
                        } catch (ResultLine.RefusedException no) {
                            throw refused(no);
                        }
                    }

                    @Override
                    public void tell(DayTotal total) throws IOException, InterruptedException {
                        try {
                            line.tell(total);
                        } catch (ResultLine.RefusedException no) {
                            throw refused(no);
                        }
                    }
                },
                () -> link.state() instanceof LinkState.Ready);
    }

    private static Destination.Refused refused(ResultLine.RefusedException no) {
        return new Destination.Refused(
                String.valueOf(no.getMessage()), Optional.empty(), no.ones());
    }

    private void add(String target, Destination destination, BooleanSupplier mine) {
        tellers.add(
                new Teller(new Teller.Post(target, destination, Main.SEOUL), ledger, mine, clock));
    }

    void start() {
        tellers.forEach(Teller::start);
        former.start();
    }

    @Override
    public void close() {
        former.close();
        tellers.forEach(Teller::close);
        webhooks.forEach(Webhook::close);
    }
}
