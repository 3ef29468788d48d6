package kr.bongsu.gateway;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.result.Destination;
import kr.bongsu.gateway.result.ResultFile;
import kr.bongsu.gateway.result.Teller;
import kr.bongsu.gateway.result.Webhook;

/// Everybody who is told what became of pushes, as configured.
final class Results implements AutoCloseable {

    private final Backroom ledger;
    private final InstantSource clock;
    private final List<Teller> tellers = new ArrayList<>();
    private final List<Webhook> webhooks = new ArrayList<>();

    Results(ResultsConfig config, Backroom ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
        config.file()
                .ifPresent(settings ->
                        add(
                                ResultsConfig.FILE,
                                new ResultFile(settings, Main.SEOUL, clock),
                                ledger::mayTidy));
        config.webhook()
                .map(settings -> Webhook.of(settings, clock))
                .ifPresent(webhook -> {
                    webhooks.add(webhook);
                    add(ResultsConfig.WEBHOOK, webhook, ledger::mayTidy);
                });
    }

    private void add(String target, Destination destination, BooleanSupplier mine) {
        tellers.add(
                new Teller(new Teller.Post(target, destination, Main.SEOUL), ledger, mine, clock));
    }

    void start() {
        tellers.forEach(Teller::start);
    }

    @Override
    public void close() {
        tellers.forEach(Teller::close);
        webhooks.forEach(Webhook::close);
    }
}
