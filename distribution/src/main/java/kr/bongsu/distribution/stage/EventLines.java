package kr.bongsu.distribution.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The JSON lines that a program printed on its stdout, each once, kept until asked for by the name
/// in its field `event`.
final class EventLines {

    /// Our programs print two or three; more would be a fault that must not fill the memory.
    private static final int MOST = 1_000;

    private final ObjectMapper json = new ObjectMapper();
    private final List<JsonNode> events = new ArrayList<>();
    private boolean ended;

    /// Reads until the stream ends; meant for a thread of its own.
    void readFrom(BufferedReader stdout) {
        try {
            for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // The program was killed in the midst of a line: for the reader it has ended.
            ended();
        }
        ended();
    }

    private synchronized void add(String line) {
        if (events.size() >= MOST) {
            return;
        }
        try {
            events.add(json.readTree(line));
        } catch (JsonProcessingException e) {
            events.add(json.createObjectNode().put("event", "noise").put("line", line));
        }
        notifyAll();
    }

    private synchronized void ended() {
        ended = true;
        notifyAll();
    }

    /// The first event of that name, if it was printed until now.
    synchronized Optional<JsonNode> find(String name) {
        return events.stream()
                .filter(event -> name.equals(event.path("event").asText()))
                .findFirst();
    }

    /// Waits for an event; empty when the program ended, or the time was over, without it.
    synchronized Optional<JsonNode> await(String name, Duration within)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            Optional<JsonNode> event = find(name);
            long left = deadline - System.nanoTime();
            if (event.isPresent() || ended || left <= 0) {
                return event;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
