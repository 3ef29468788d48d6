package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.Await;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Submissions;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.search.LogSearch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvExportTest {

    private static final int SMALL = 4_096;

    @TempDir Path folder;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setFileSystemOptions(ConsoleServer.NO_CACHE));
    private Ledger ledger;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        Router router = Router.router(vertx);
        // Nobody has room here.
        Crew full = new Crew(vertx, "a crowd", 1, -1);
        router.get("/crowded").handler(export(full, CsvExport.Patience.USUAL)::write);
        Crew crew = new Crew(vertx, "the ledger", 1, 10);
        router.get("/").handler(export(crew, CsvExport.Patience.USUAL)::write);
        router.get("/hasty")
                .handler(
                        export(
                                        crew,
                                        new CsvExport.Patience(
                                                Duration.ofSeconds(1), Duration.ofMinutes(5)))
                                ::write);
        router.route().failureHandler(new Failures(InstantSource.system()));
        server =
                // Little room on the way to a reader, so that a slow one is noticed.
                vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(SMALL))
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
    }

    private CsvExport export(Crew crew, CsvExport.Patience patience) {
        return new CsvExport(
                crew, new LogSearch(ledger.backroom(), InstantSource.system()), patience);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        ledger.close();
    }

    @Test
    void everyPushIsALineWhateverPagesItTook() throws Exception {
        ledger.accept(Submissions.of("a", Lane.MULTI, 1_203)).get(10, TimeUnit.SECONDS);
        List<String> lines = lines("");
        assertThat(lines.getFirst()).startsWith("\ufeffid,accepted_at,state,link,lane,");
        assertThat(ids(lines)).hasSize(1_203).startsWith("1203", "1202").endsWith("1");
        assertThat(ids(lines("order=oldest"))).hasSize(1_203).startsWith("1", "2").endsWith("1203");
    }

    @Test
    void onlyWhatASearchFindsIsInIt() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 3)).get(10, TimeUnit.SECONDS);
        ledger.accept(Submissions.of("b", Lane.MULTI, 2)).get(10, TimeUnit.SECONDS);
        assertThat(ids(lines("lane=multi"))).containsExactly("5", "4");
    }

    @Test
    void personalDataIsMasked() throws Exception {
        ledger.accept(Submissions.of("a", Lane.SINGLE, 12)).get(10, TimeUnit.SECONDS);
        assertThat(String.join("\n", lines("")))
                .doesNotContain("01000000000")
                .doesNotContain("0000000007")
                .doesNotContain("token-7")
                .contains("00******07", "010****0000");
    }

    @Test
    void aPageIsNoFile() throws Exception {
        HttpResponse<String> response = get("page=2");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("first page");
    }

    @Test
    void aReaderWhoTakesNothingDoesNotKeepTheOthersWaiting() throws Exception {
        ledger.accept(Submissions.of("a", Lane.MULTI, 1_500)).get(20, TimeUnit.SECONDS);
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(SMALL);
            slow.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
            slow.setSoTimeout(60_000);
            slow.getOutputStream()
                    .write(
                            "GET /hasty HTTP/1.1\r\nHost: x\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).as("its file has begun").isEqualTo('H');
            Await.until(
                    "the others are served", () -> at("/hasty?lane=single").statusCode() == 200);
            // What it gets late must not look whole.
            String late = taken(slow);
            assertThat(late).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    /// All that comes until the connection ends, which may be by a reset.
    private static String taken(Socket socket) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[1 << 16];
        try {
            int read = socket.getInputStream().read(bytes);
            while (read >= 0) {
                text.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
                read = socket.getInputStream().read(bytes);
            }
        } catch (SocketException reset) {
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Test
    void whatFailsBeforeTheFileBeginsIsAProblem() throws Exception {
        for (String time : new String[] {"first", "and its place is free again"}) {
            HttpResponse<String> response = at("/crowded");
            assertThat(response.statusCode()).as(time).isEqualTo(503);
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain        | plain
                    =1+1         | '=1+1
                    @cmd         | '@cmd
                    a,b          | "a,b"
                    say "hello"  | "say ""hello\"""
                    -2,5         | "'-2,5"
                    """,
            quoteCharacter = '`')
    void aCellIsTextAndNeverAFormula(String text, String cell) {
        assertThat(CsvExport.cell(text)).isEqualTo(cell);
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    }

    private List<String> lines(String query) throws Exception {
        HttpResponse<String> response = get(query);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("text/csv; charset=utf-8");
        return response.body().lines().toList();
    }

    private HttpResponse<String> get(String query) throws Exception {
        return at("/?" + query);
    }

    private HttpResponse<String> at(String path) throws Exception {
        String address = "http://127.0.0.1:" + server.actualPort() + path;
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
