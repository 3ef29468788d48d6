package kr.bongsu.supervisor.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import kr.bongsu.supervisor.control.ProcessView;

/// One picture of the dashboard: exactly as many lines as the terminal has, none wider than it.
///
/// ```
///  bongsu   3 processes, 2 online   cpu 12.3%   memory 240.1mb                10:31:07
///   id name                            status            ↺     cpu       mem  uptime
///    0 api                             online            0    0.3%    44.3mb     12m
/// ── api (id 0)  pid 4711 ─────────────────────────────────────────────────────────────
///  GET /orders 200
///  ↑ ↓ choose   r restart   l reload   s stop   q quit
/// ```
final class MonitScreen {
    private static final int FIXED = 52;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String KEYS = " ↑ ↓ choose   r restart   l reload   s stop   q quit";

    private final int rows;
    private final int columns;
    private final boolean coloured;
    private final List<String> lines = new ArrayList<>();

    private MonitScreen(int rows, int columns, boolean coloured) {
        this.rows = rows;
        this.columns = columns;
        this.coloured = coloured;
    }

    /// What is to be seen.
    ///
    /// @param chosen the place of the chosen process in the list
    /// @param log the last lines of the chosen process
    /// @param message what was last done, empty when there is nothing to say
    record Scene(
            List<ProcessView> views, int chosen, List<String> log, String message, Instant now) {}

    static List<String> draw(Scene scene, int rows, int columns, boolean coloured) {
        MonitScreen screen = new MonitScreen(Math.max(1, rows), Math.max(1, columns), coloured);
        screen.head(scene);
        screen.table(scene);
        screen.log(scene);
        screen.foot(scene);
        return screen.lines;
    }

    private void head(Scene scene) {
        long online = 0;
        double cpu = 0;
        long memory = 0;
        for (ProcessView view : scene.views()) {
            online += view.life().status().equals("online") ? 1 : 0;
            cpu += view.usage().cpu();
            memory += view.usage().memoryBytes();
        }
        String left =
                " bongsu   %d processes, %d online   cpu %.1f%%   memory %s"
                        .formatted(scene.views().size(), online, cpu, Amounts.memory(memory));
        String clock = CLOCK.format(scene.now().atZone(ZoneId.systemDefault())) + " ";
        line("1", fit(left, columns - clock.length()) + clock);
    }

    private void table(Scene scene) {
        line(
                "1;36",
                row("id", "name", new String[] {"status", "↺", "cpu", "mem", "uptime"}, columns));
        int room = Math.max(1, Math.min(scene.views().size(), (rows - 5) / 2));
        int first =
                Math.clamp(scene.chosen() - room / 2, 0, Math.max(0, scene.views().size() - room));
        for (int i = first; i < Math.min(first + room, scene.views().size()); i++) {
            ProcessView view = scene.views().get(i);
            String[] cells = {
                view.life().status(),
                Integer.toString(view.life().restarts()),
                view.usage().cpu() + "%",
                Amounts.memory(view.usage().memoryBytes()),
                uptime(view, scene.now())
            };
            String text =
                    row(
                            Integer.toString(view.identity().id()),
                            view.identity().name(),
                            cells,
                            columns);
            boolean chosen = i == scene.chosen();
            // Without colour the chosen row still has to be seen.
            line(chosen ? "7" : colour(view), coloured || !chosen ? text : ">" + text.substring(1));
        }
    }

    private static String uptime(ProcessView view, Instant now) {
        long started = view.life().startedAt();
        return started == 0 ? "-" : Amounts.uptime(now.toEpochMilli() - started);
    }

    private static String row(String id, String name, String[] cells, int columns) {
        return padLeft(id, 5)
                + " "
                + fit(name, Math.max(4, columns - FIXED))
                + " "
                + fit(cells[0], 15)
                + padLeft(cells[1], 5)
                + padLeft(cells[2], 8)
                + padLeft(cells[3], 10)
                + padLeft(cells[4], 7);
    }

    private static String colour(ProcessView view) {
        return switch (view.life().status()) {
            case "online" -> "";
            case "launching", "stopping", "waiting restart" -> "33";
            default -> "31";
        };
    }

    private void log(Scene scene) {
        String title = "── nothing runs here; \"bongsu start\" starts something ";
        if (scene.chosen() < scene.views().size()) {
            ProcessView view = scene.views().get(scene.chosen());
            title =
                    "── %s (id %d)  %s%s "
                            .formatted(
                                    view.identity().name(),
                                    view.identity().id(),
                                    view.life().pid() == 0 ? "no pid" : "pid " + view.life().pid(),
                                    view.life().note().isEmpty() ? "" : "  " + view.life().note());
        }
        int width = Table.width(title);
        line("36", title + "─".repeat(Math.max(0, columns - width)));
        int room = rows - lines.size() - 1;
        List<String> log = scene.log();
        for (String text : log.subList(Math.max(0, log.size() - Math.max(0, room)), log.size())) {
            line("", " " + printable(text));
        }
        while (lines.size() < rows - 1) {
            line("", "");
        }
    }

    private void foot(Scene scene) {
        line("7", fit(scene.message().isEmpty() ? KEYS : " " + scene.message(), columns));
    }

    private void line(String colour, String text) {
        if (lines.size() < rows) {
            String cut = Table.width(text) > columns ? fit(text, columns) : text;
            lines.add(
                    coloured && !colour.isEmpty()
                            ? "\u001b[" + colour + "m" + cut + "\u001b[0m"
                            : cut);
        }
    }

    /// A log line without what would move the cursor or change colours.
    static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        String plain = text.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "").replace("\t", "    ");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (!Character.isISOControl(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /// The text in exactly so many columns: cut, or filled with blanks.
    private static String fit(String text, int width) {
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            int one = Table.width(text.substring(i, i + 1));
            if (used + one > width) {
                break;
            }
            out.append(text.charAt(i));
            used += one;
        }
        return out.repeat(' ', Math.max(0, width - used)).toString();
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - Table.width(text))) + text;
    }
}
