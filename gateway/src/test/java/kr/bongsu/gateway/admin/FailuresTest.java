package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What strangers send that is none of HTTP, or none of ours, and what is told when the ledger is
/// down: to them, and to the log.
class FailuresTest {

    private static final List<Exception> OF_THE_LEDGER =
            List.of(
                    new LedgerException("too many searches at a time"),
                    new SQLException("the server has gone away"),
                    new TimeoutException(),
                    new ExecutionException(new SQLException("the server has gone away")));

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Ear ear = new Ear();
    private Ledger ledger;
    private ConsoleServer server;
    private Person nobody;
    private String key;

    /// Hears what is logged of requests, by us or by Vert.x.
    private static final class Ear extends Handler {

        private final Queue<LogRecord> heard = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord told) {
            String by = String.valueOf(told.getLoggerName());
            // A slow machine's warnings, and other classes' late ones, are not about requests.
            boolean isOfRequests =
                    by.equals(ConsoleServer.class.getName())
                            || (by.startsWith("io.vertx") && !by.contains("BlockedThread"));
            if (isOfRequests && told.getLevel().intValue() >= Level.WARNING.intValue()) {
                heard.add(told);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        List<String> said() {
            return heard.stream().map(each -> each.getMessage() + " " + each.getThrown()).toList();
        }
    }

    @BeforeEach
    void start() throws Exception {
        key = new TestAccess(folder).withEachRole().key();
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        server = TestConsole.withoutLinks(folder, ledger, new TestAccess(folder).access());
        nobody =
                Person.anonymous(
                        http,
                        server.start((_, router) -> {
                            router.get("/fails/bug")
                                    .handler(context ->
                                            context.fail(new IllegalStateException("a bug")));
                            router.get("/fails/:which")
                                    .handler(context ->
                                            context.fail(
                                                    OF_THE_LEDGER.get(
                                                            Integer.parseInt(
                                                                    context.pathParam("which")))));
                        }));
        Logger.getLogger("").addHandler(ear);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(ear);
        server.close();
        ledger.close();
        http.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|",
                "GET /%zz HTTP/1.1|Host: x",
                "GET /% HTTP/1.1|Host: x",
                "GET /a%2 HTTP/1.1|Host: x",
                "GET /api/session?idle=%zz HTTP/1.1|Host: x|Cookie: bongsu-PORT=x",
                "GET /api/pushes/1?x=%zz HTTP/1.1|Host: x|Authorization: Bearer KEY",
                "GET /api/pushes?x=%zz HTTP/1.1|Host: x|Authorization: Bearer KEY",
                "GET /api/pushes.csv?x=%zz HTTP/1.1|Host: x|Authorization: Bearer KEY",
                "GET /api/dead-tokens?since=%zz HTTP/1.1|Host: x|Authorization: Bearer KEY",
                "GET /api/devices?until=%zz HTTP/1.1|Host: x|Authorization: Bearer KEY",
                "GET /api/audit?text=%zz HTTP/1.1|Host: x|Authorization: Bearer KEY",
                "POST /api/session HTTP/1.1|Host: x|Content-Length: 5"
                        + "|Content-Type: application/x-www-form-urlencoded||a=%zz"
            })
    void whatCannotBeReadIsTheCallersFaultAndNotInTheLog(String request) throws Exception {
        assertThat(raw(request)).startsWith("HTTP/1.1 400");
        assertThat(nobody.get("/api/health").statusCode()).isEqualTo(200);
        assertThat(ear.said()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%ff%c0%af HTTP/1.1|Host: x",
                "GET * HTTP/1.1|Host: x",
                "GET nowhere HTTP/1.1|Host: x",
                "GET /api/pushes/%00 HTTP/1.1|Host: x|Authorization: Bearer KEY"
            })
    void whatIsOddIsNeitherABugNorInTheLog(String request) throws Exception {
        assertThat(raw(request)).matches("HTTP/1.1 [24]\\d\\d");
        assertThat(ear.said()).isEmpty();
    }

    @Test
    void whoBreaksOffIsNotInTheLog() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nobody.port())) {
            socket.getOutputStream()
                    .write(
                            "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
        }
        // The one event loop sees the end before these.
        for (int i = 0; i < 10; i++) {
            assertThat(nobody.get("/api/health").statusCode()).isEqualTo(200);
        }
        assertThat(ear.said()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/dead-tokens?since=",
                "/api/devices?until=",
                "/api/pushes?accepted.from=",
                "/api/pushes?accepted.until="
            })
    void aTimeThatNoLedgerHoldsIsRefused(String path) throws Exception {
        for (String time :
                List.of(
                        "%2B1000000000-12-31T23:59:59Z",
                        "-1000000000-01-01T00:00:00Z", "%2B10000-01-01T00:00:00Z")) {
            HttpResponse<String> refused =
                    nobody.send("GET", path + time, "", "Authorization", "Bearer " + key);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("must be a time such as");
        }
        assertThat(ear.said()).isEmpty();
    }

    @Test
    void aLedgerThatIsDownIsNoBugAndInTheLogOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            for (int which = 0; which < OF_THE_LEDGER.size(); which++) {
                HttpResponse<String> answer = nobody.get("/fails/" + which);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("5");
                assertThat(new JsonObject(answer.body()).getString("detail"))
                        .contains("the ledger cannot be used now");
            }
        }
        assertThat(ear.said()).hasSize(1).allMatch(each -> each.contains("ledger-unavailable"));
        assertThat(nobody.get("/fails/bug").statusCode()).isEqualTo(500);
        assertThat(ear.said()).anyMatch(each -> each.contains("IllegalStateException: a bug"));
    }

    /// @param request lines with `|` between
    /// @return how the answer begins
    private String raw(String request) throws IOException {
        String whole =
                request.contains("||")
                        ? request.replace("|", "\r\n")
                        : request.replace("|", "\r\n") + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nobody.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            whole.replace("PORT", "" + nobody.port())
                                    .replace("KEY", key)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
