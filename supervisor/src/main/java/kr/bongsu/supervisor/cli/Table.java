package kr.bongsu.supervisor.cli;

import java.util.ArrayList;
import java.util.List;

/// A table drawn with lines, as wide as its content. Wide characters, such as Hangul, count as two
/// columns.
final class Table {
    private final String[] heads;
    private final List<String[]> rows = new ArrayList<>();
    private final List<String[]> colours = new ArrayList<>();

    Table(String... heads) {
        this.heads = heads;
    }

    /// Adds a row and the colour of each of its cells, empty for none.
    void row(String[] cells, String[] colour) {
        rows.add(cells);
        colours.add(colour);
    }

    String draw(boolean coloured) {
        int[] widths = new int[heads.length];
        for (int i = 0; i < heads.length; i++) {
            widths[i] = width(heads[i]);
        }
        for (String[] row : rows) {
            for (int i = 0; i < heads.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        StringBuilder out = new StringBuilder(256 * (rows.size() + 4));
        line(out, widths, "┌┬┐");
        cells(out, widths, heads, null, coloured);
        line(out, widths, "├┼┤");
        for (int i = 0; i < rows.size(); i++) {
            cells(out, widths, rows.get(i), colours.get(i), coloured);
        }
        line(out, widths, "└┴┘");
        return out.toString();
    }

    private static void line(StringBuilder out, int[] widths, String corners) {
        for (int i = 0; i < widths.length; i++) {
            out.append(corners.charAt(i == 0 ? 0 : 1)).repeat('─', widths[i] + 2);
        }
        out.append(corners.charAt(2)).append('\n');
    }

    private static void cells(
            StringBuilder out,
            int[] widths,
            String[] cells,
            String @org.jspecify.annotations.Nullable [] colour,
            boolean coloured) {
        for (int i = 0; i < widths.length; i++) {
            String code = !coloured ? "" : colour == null ? "1;36" : colour[i];
            out.append("│ ");
            if (!code.isEmpty()) {
                out.append("\u001b[").append(code).append('m');
            }
            out.append(cells[i]);
            if (!code.isEmpty()) {
                out.append("\u001b[0m");
            }
            out.repeat(' ', widths[i] - width(cells[i]) + 1);
        }
        out.append("│\n");
    }

    /// Columns a text takes on a terminal.
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wide =
                    (c >= 0x1100 && c <= 0x115f)
                            || (c >= 0x2e80 && c <= 0xd7a3)
                            || (c >= 0xf900 && c <= 0xfaff)
                            || (c >= 0xfe30 && c <= 0xfe6f)
                            || (c >= 0xff00 && c <= 0xff60);
            width += wide ? 2 : 1;
        }
        return width;
    }
}
