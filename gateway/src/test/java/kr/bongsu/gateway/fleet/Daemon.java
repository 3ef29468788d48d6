package kr.bongsu.gateway.fleet;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Listens where a process manager's daemon would, and says what a test wants it to. The real one
/// is met by the acceptance tests.
public final class Daemon implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Function<JsonObject, String> answers;
    private final List<JsonObject> asked = new CopyOnWriteArrayList<>();

    /// @param answers the line for each question; nothing at all when it is empty
    public Daemon(Path home, Function<JsonObject, String> answers) throws IOException {
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        this.answers = answers;
        server.bind(UnixDomainSocketAddress.of(home.resolve("control.sock")));
        Thread.ofVirtual().name("daemon").start(this::serve);
    }

    public static JsonObject process(int id, String name, long pid, String state) {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("namespace", "default")
                .put("instance", 0)
                .put("status", state)
                .put("pid", pid)
                .put("startedAt", 1_790_000_000_000L)
                .put("restarts", 2)
                .put("note", "")
                .put("cpu", 1.5)
                .put("memory", 30_000_000)
                .put("openFiles", 9);
    }

    public static String processes(JsonObject... processes) {
        return new JsonObject()
                .put("v", 1)
                .put("is", "processes")
                .put("processes", List.of(processes))
                .put("problems", List.of())
                .encode();
    }

    /// What it was asked to do, but for looks.
    List<JsonObject> asked() {
        return asked.stream().filter(each -> !each.getString("do").equals("list")).toList();
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept();
                    BufferedReader lines =
                            new BufferedReader(
                                    Channels.newReader(client, StandardCharsets.UTF_8))) {
                JsonObject question = new JsonObject(lines.readLine());
                asked.add(question);
                String answer = answers.apply(question);
                if (answer.isEmpty()) {
                    // Until whoever asked has had enough.
                    lines.readLine();
                } else {
                    Channels.newOutputStream(client)
                            .write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException endOfTheTestOrOfPatience) {
                // The next one, if the test goes on.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
