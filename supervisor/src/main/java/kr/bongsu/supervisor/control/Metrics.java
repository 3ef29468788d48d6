package kr.bongsu.supervisor.control;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// Processes as Prometheus reads them: text exposition format 0.0.4.
public final class Metrics {
    /// The type of the text, for HTTP.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Metrics() {}

    public static String text(List<ProcessView> views) {
        StringBuilder out = new StringBuilder(512 + 512 * views.size());
        metric(
                out,
                views,
                "process_up",
                "gauge",
                "1 when the process is online",
                v -> v.life().status().equals("online") ? 1 : 0);
        metric(
                out,
                views,
                "process_restarts_total",
                "counter",
                "restarts so far",
                v -> v.life().restarts());
        metric(
                out,
                views,
                "process_cpu_ratio",
                "gauge",
                "cores in use since the last look",
                v -> v.usage().cpu() / 100);
        metric(
                out,
                views,
                "process_resident_bytes",
                "gauge",
                "resident memory with descendants",
                v -> v.usage().memoryBytes());
        metric(
                out,
                views,
                "process_open_files",
                "gauge",
                "open files of the main process",
                v -> v.usage().openFiles());
        metric(
                out,
                views,
                "process_start_time_seconds",
                "gauge",
                "when it was started, 0 when it does not run",
                v -> v.life().startedAt() / 1000.0);
        return out.toString();
    }

    private static void metric(
            StringBuilder out,
            List<ProcessView> views,
            String name,
            String type,
            String help,
            ToDoubleFunction<ProcessView> value) {
        out.append("# HELP bongsu_").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE bongsu_").append(name).append(' ').append(type).append('\n');
        for (ProcessView view : views) {
            out.append("bongsu_")
                    .append(name)
                    .append("{id=\"")
                    .append(view.identity().id())
                    .append("\",name=\"");
            out.append(escaped(view.identity().name())).append("\",namespace=\"");
            out.append(escaped(view.identity().namespace())).append("\"} ");
            double number = value.applyAsDouble(view);
            out.append(
                            number == Math.rint(number)
                                    ? Long.toString((long) number)
                                    : Double.toString(number))
                    .append('\n');
        }
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
