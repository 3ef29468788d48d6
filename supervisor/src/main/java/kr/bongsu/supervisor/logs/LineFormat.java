package kr.bongsu.supervisor.logs;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import kr.bongsu.supervisor.json.JsonWriter;

/// How a line of a process is written to its log file.
///
/// A time stamp is computed once a millisecond (once a second when the format shows no smaller
/// unit), not once a line.
public final class LineFormat {
    private static final byte[] NOTHING = {};

    /// The form that a stream's lines get; `dates` empty for no time stamp.
    public record Style(boolean json, String dates, String app, int id, String stream) {}

    private final Style style;
    private final DateFormat dates;
    private final InstantSource clock;
    private final ZoneId zone;
    private long stampedFor = -1;
    private byte[] stamp = NOTHING;

    public LineFormat(Style style, InstantSource clock, ZoneId zone) {
        this.style = style;
        this.clock = clock;
        this.zone = zone;
        dates =
                new DateFormat(
                        style.dates().isEmpty() && style.json()
                                ? "YYYY-MM-DDTHH:mm:ss.SSSZ"
                                : style.dates());
    }

    /// Whether lines are passed on byte by byte.
    boolean isPlain() {
        return !style.json() && style.dates().isEmpty();
    }

    boolean isJson() {
        return style.json();
    }

    /// Reads the clock; the lines that follow carry this time.
    void tick() {
        if (isPlain()) {
            return;
        }
        long now = clock.millis();
        long key = dates.hasMilliseconds() ? now : now / 1000;
        if (key != stampedFor) {
            stampedFor = key;
            String text = dates.format(clock.instant().atZone(zone));
            stamp = (style.json() ? text : text + ": ").getBytes(StandardCharsets.UTF_8);
        }
    }

    /// Appends one line, which comes without its line feed.
    ///
    /// @param fresh whether this is the start of a line and not the rest of one begun before
    void line(Bytes out, byte[] source, int from, int length, boolean fresh) {
        if (style.json()) {
            out.append(record(new String(source, from, length, StandardCharsets.UTF_8)));
        } else {
            if (fresh) {
                out.append(stamp);
            }
            out.append(source, from, length);
        }
    }

    private byte[] record(String message) {
        StringBuilder json = new StringBuilder(message.length() + 128);
        json.append("{\"message\":");
        JsonWriter.quote(json, message);
        json.append(",\"timestamp\":\"").append(new String(stamp, StandardCharsets.UTF_8));
        json.append("\",\"type\":\"").append(style.stream());
        json.append("\",\"process_id\":").append(style.id()).append(",\"app_name\":");
        JsonWriter.quote(json, style.app());
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
