package kr.bongsu.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitScreenTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static ProcessView view(int id, String name, String status) {
        return new ProcessView(
                new ProcessView.Identity(id, name, "default", 0),
                new ProcessView.Life(status, 4711, NOW.toEpochMilli() - 120_000, 3, ""),
                new ProcessView.Usage(12.5, 46_452_736, 20),
                new ProcessView.Labels("1.0.0", "fork", "app", false),
                new JsonObject());
    }

    private static MonitScreen.Scene scene(int processes, int chosen, List<String> log) {
        return new MonitScreen.Scene(
                IntStream.range(0, processes).mapToObj(i -> view(i, "app" + i, "online")).toList(),
                chosen,
                log,
                "",
                NOW);
    }

    @ParameterizedTest
    @CsvSource({"24,80,3", "24,80,0", "24,80,200", "60,200,10", "10,40,5", "3,20,5", "1,1,1"})
    void everyPictureFitsItsTerminal(int rows, int columns, int processes) {
        List<String> log =
                IntStream.range(0, 100).mapToObj(i -> "한글 줄 " + i + " " + "x".repeat(300)).toList();

        List<String> picture =
                MonitScreen.draw(scene(processes, processes / 2, log), rows, columns, false);

        assertThat(picture).hasSize(rows);
        assertThat(picture)
                .allSatisfy(line -> assertThat(Table.width(line)).isLessThanOrEqualTo(columns));
    }

    @Test
    void showsListUsageAndTheLastLinesOfTheChosenOne() {
        List<String> log = IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();

        List<String> picture = MonitScreen.draw(scene(3, 1, log), 24, 80, false);

        assertThat(picture.getFirst())
                .contains("3 processes, 3 online", "cpu 37.5%", "memory 132.9mb");
        assertThat(picture.get(3))
                .startsWith(">   1 app1")
                .contains("online", "12.5%", "44.3mb", "2m");
        assertThat(picture.get(5)).contains("app1 (id 1)  pid 4711");
        assertThat(picture.get(22)).isEqualTo(" line 49");
        assertThat(picture.getLast()).contains("q quit");
    }

    @Test
    void theChosenOneStaysInSightInALongList() {
        for (int chosen : new int[] {0, 57, 199}) {
            assertThat(MonitScreen.draw(scene(200, chosen, List.of()), 24, 80, false))
                    .anyMatch(line -> line.startsWith(">") && line.contains(" app" + chosen + " "));
        }
    }

    @Test
    void whatAProcessWritesCannotMoveTheCursor() {
        assertThat(MonitScreen.printable("a\u001b[2J\u001b[31mred\u001b[0m\tb\r\u0007\u001b"))
                .isEqualTo("ared    b");
    }
}
