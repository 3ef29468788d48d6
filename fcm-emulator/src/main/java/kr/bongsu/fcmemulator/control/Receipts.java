package kr.bongsu.fcmemulator.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import kr.bongsu.fcmemulator.phone.Arrival;
import kr.bongsu.fcmemulator.phone.Phone;
import kr.bongsu.fcmemulator.phone.Phones;
import org.jspecify.annotations.Nullable;

/// Tells a server of every message that reaches a phone, as the app on it would: FCM itself says
/// only that it accepted a message. What the server does not take is counted as lost and not told
/// again.
public final class Receipts implements Phones.Watcher, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Receipts.class.getName());
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int WAITING = 10_000;
    private static final int TOGETHER = 500;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final BlockingQueue<ObjectNode> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private final Thread thread =
            Thread.ofVirtual().name("fcm-emulator-receipts").unstarted(this::run);
    private volatile @Nullable URI url;

    public void start() {
        thread.start();
    }

    /// Sets the server's address; without one nobody is told.
    ///
    /// @throws IllegalArgumentException when it is none
    void to(Optional<String> address) {
        URI next = address.map(URI::create).orElse(null);
        if (next != null && (next.getHost() == null || !next.getScheme().startsWith("http"))) {
            throw new IllegalArgumentException("'receipt_url' must be an http:// address");
        }
        url = next;
    }

    Optional<String> url() {
        return Optional.ofNullable(url).map(URI::toString);
    }

    long sentCount() {
        return sent.get();
    }

    long lostCount() {
        return lost.get();
    }

    @Override
    public void arrived(Phone phone, Arrival arrival) {
        if (url == null) {
            return;
        }
        ObjectNode receipt =
                MAPPER.createObjectNode()
                        .put("token", phone.token())
                        .put("id", arrival.id())
                        .put("displayed", arrival.isVisible());
        phone.lastAt().ifPresent(at -> receipt.put("at", at.toString()));
        if (!queue.offer(receipt)) {
            lost.incrementAndGet();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        http.shutdownNow();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<ObjectNode> some = new ArrayList<>();
                some.add(queue.take());
                queue.drainTo(some, TOGETHER - 1);
                URI now = url;
                boolean isTaken = now != null && post(now, some);
                (isTaken ? sent : lost).addAndGet(some.size());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean post(URI to, List<ObjectNode> some) throws InterruptedException {
        ArrayNode receipts = MAPPER.createArrayNode().addAll(some);
        HttpRequest request =
                HttpRequest.newBuilder(to)
                        .timeout(LIMIT)
                        .header("content-type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        MAPPER.createObjectNode()
                                                .set("receipts", receipts)
                                                .toString()))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300;
        } catch (IOException e) {
            LOG.warning("receipts_not_taken why=" + e.getMessage());
            return false;
        }
    }
}
