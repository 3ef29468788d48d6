package kr.bongsu.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;
import kr.bongsu.gateway.ledger.PushState;
import kr.bongsu.gateway.ledger.Submissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    private static final Instant NOW = Submissions.NOW;

    @TempDir Path home;
    private Instant now = NOW;

    @Test
    void whatIsToldIsALineOfTheDaysFileWhichOthersMayNotRead() throws Exception {
        ResultFile file = file();
        file.tell(outcomes(1, 3));
        file.tell(
                new DayTotal(
                        "abc",
                        DayTotal.ALL,
                        LocalDate.of(2026, 3, 1),
                        Map.of(PushState.ACCEPTED, 3L),
                        0));
        Path today = folder().resolve("results-2026-03-02.jsonl");
        assertThat(Files.readAllLines(today))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("{\"id\":\"abc-1\",\"push\":1,\"result\":\"accepted\",");
        assertThat(Files.readAllLines(today).getLast())
                .isEqualTo(
                        "{\"id\":\"abc-total-2026-03-01-3\",\"total\":\"2026-03-01\",\"accepted\":3,"
                                + "\"rejected\":0,\"expired\":0,\"cancelled\":0,\"not_told\":0}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(today)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDayHasItsFileAndOldOnesGo() throws Exception {
        ResultFile file = file();
        for (int day = 0; day < 5; day++) {
            now = NOW.plus(Duration.ofDays(day));
            file.tell(outcomes(day, 1));
        }
        try (var files = Files.list(folder())) {
            assertThat(files.map(each -> each.getFileName().toString()).sorted())
                    .containsExactly(
                            "results-2026-03-04.jsonl",
                            "results-2026-03-05.jsonl",
                            "results-2026-03-06.jsonl");
        }
    }

    @Test
    void whatACrashLeftOfALineIsCutOff() throws Exception {
        ResultFile file = file();
        file.tell(outcomes(1, 2));
        Path today = folder().resolve("results-2026-03-02.jsonl");
        Files.writeString(today, "{\"id\":\"half".repeat(1_000), StandardOpenOption.APPEND);
        file().tell(outcomes(3, 1));
        assertThat(Files.readAllLines(today))
                .hasSize(3)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        Files.writeString(today, "half from the beginning on");
        file().tell(outcomes(4, 1));
        assertThat(Files.readAllLines(today)).hasSize(1);
    }

    private Path folder() {
        return home.resolve("results");
    }

    private ResultFile file() throws IOException {
        return new ResultFile(
                new ResultFile.Settings(folder(), Duration.ofDays(2)),
                ZoneId.of("Asia/Seoul"),
                () -> now);
    }

    private static List<PushOutcome> outcomes(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number ->
                        new PushOutcome(
                                "abc",
                                number,
                                number,
                                PushState.ACCEPTED,
                                1,
                                NOW,
                                "name",
                                new PushOutcome.Origin("single01", "1", "S", "g", "u")))
                .toList();
    }
}
