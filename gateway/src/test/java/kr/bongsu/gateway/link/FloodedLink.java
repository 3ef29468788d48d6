package kr.bongsu.gateway.link;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.bongsu.gateway.ledger.LinkWish;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.Lane;

/// A program of a test: one link to the port of its first argument (its traces would go to the
/// second), and a store that takes whatever it is given and is done with one telegram every few
/// milliseconds.
final class FloodedLink {

    private static final int EVERY_MILLIS = 10;

    private record Held(Submission submission, CompletableFuture<Receipt> receipt) {}

    private FloodedLink() {}

    public static void main(String[] args) {
        // Unbounded: what bounds the memory is to be the link.
        Queue<Held> held = new ConcurrentLinkedQueue<>();
        Links links =
                new Links(
                        List.of(
                                new LinkSettings(
                                        "multi01",
                                        Lane.MULTI,
                                        List.of(
                                                new LinkSettings.Endpoint(
                                                        "127.0.0.1", Integer.parseInt(args[0]))),
                                        Optional.empty(),
                                        new LinkSettings.Dialogue(
                                                false,
                                                Duration.ofSeconds(30),
                                                LinkSettings.WhenFull.WAIT))),
                        new Links.Common(
                                new TelegramForm(Fep.LAYOUT),
                                ResponseCodes.DEFAULT,
                                ZoneId.of("Asia/Seoul"),
                                InstantSource.system(),
                                TraceSettings.in(Path.of(args[1]))),
                        submission -> {
                            CompletableFuture<Receipt> receipt = new CompletableFuture<>();
                            held.add(new Held(submission, receipt));
                            return receipt;
                        },
                        _ -> false,
                        _ -> LinkWish.NONE);
        links.start();
        Future<?> _ =
                Executors.newSingleThreadScheduledExecutor()
                        .scheduleAtFixedRate(
                                () -> store(held), EVERY_MILLIS, EVERY_MILLIS, MILLISECONDS);
    }

    private static void store(Queue<Held> held) {
        Held oldest = held.poll();
        if (oldest != null) {
            oldest.receipt.complete(new Receipt.Stored(List.of()));
        }
    }
}
