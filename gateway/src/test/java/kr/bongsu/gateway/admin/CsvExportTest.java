package kr.bongsu.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    @TempDir Path folder;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setFileSystemOptions(ConsoleServer.NO_CACHE));
    private Ledger ledger;
    private CsvExport export;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        ledger =
                Ledger.open(
                        LedgerSettings.file(folder.resolve("ledger.db")),
                        Submissions.ROOMY,
                        () -> Submissions.NOW);
        export =
                new CsvExport(
                        new Crew(vertx, "the ledger", 1, 10),
                        new LogSearch(ledger.backroom(), InstantSource.system()));
        server =
                vertx.createHttpServer()
                        .requestHandler(asked -> {
                            try {
                                export.write(asked.params(), asked.response());
                            } catch (Problem refused) {
                                asked.response().setStatusCode(400).end(refused.getMessage());
                            }
                        })
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
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
        String address = "http://127.0.0.1:" + server.actualPort() + "/?" + query;
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
