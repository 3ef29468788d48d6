package kr.bongsu.supervisor.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.process.Exit;
import kr.bongsu.supervisor.process.ProcFs;
import kr.bongsu.supervisor.process.Run;
import kr.bongsu.supervisor.process.Spawner;

/// Shows entries to clients.
final class Views {
    private static final ProcessView.Usage NONE = new ProcessView.Usage(0, 0, 0);

    private final Sampler sampler;
    private final Logs logs;
    private final ProcFs proc;
    private final String user = System.getProperty("user.name", "");

    Views(Sampler sampler, Logs logs, ProcFs proc) {
        this.sampler = sampler;
        this.logs = logs;
        this.proc = proc;
    }

    Reply.Processes brief(Iterable<Entry> entries, List<String> problems) {
        List<ProcessView> views = new ArrayList<>();
        entries.forEach(entry -> views.add(view(entry, new JsonObject())));
        return new Reply.Processes(views, problems);
    }

    Reply.Processes full(Iterable<Entry> entries, boolean secrets, List<String> problems) {
        List<ProcessView> views = new ArrayList<>();
        entries.forEach(entry -> views.add(view(entry, details(entry, secrets))));
        return new Reply.Processes(views, problems);
    }

    /// As [#full], with what takes the kernel a millisecond a process to say.
    Reply.Processes thorough(Iterable<Entry> entries, boolean secrets, List<String> problems) {
        List<ProcessView> views = new ArrayList<>();
        for (Entry entry : entries) {
            JsonObject details = details(entry, secrets);
            entry.state()
                    .run()
                    .ifPresent(run -> {
                        long pss = proc.proportionalBytes(run.pid()).orElse(-1);
                        details.put("proportionalBytes", pss < 0 ? null : pss);
                    });
            views.add(view(entry, details));
        }
        return new Reply.Processes(views, problems);
    }

    private ProcessView view(Entry entry, JsonObject details) {
        AppSpec spec = entry.spec();
        Optional<Run> run = entry.state().run();
        return new ProcessView(
                new ProcessView.Identity(
                        entry.id(),
                        entry.name(),
                        spec.identity().namespace(),
                        entry.origin().instance()),
                new ProcessView.Life(
                        entry.state().word(),
                        run.map(Run::pid).orElse(0),
                        run.map(r -> r.startedAt().toEpochMilli()).orElse(0L),
                        entry.restarts(),
                        entry.note()),
                run.map(sampler::usage).orElse(NONE),
                new ProcessView.Labels(
                        entry.version(),
                        spec.launch().cluster() ? "cluster" : "fork",
                        spec.launch().owner().user().orElse(user),
                        !spec.supervision().triggers().watch().paths().isEmpty()),
                details);
    }

    private JsonObject details(Entry entry, boolean secrets) {
        AppSpec spec = entry.spec();
        Logs.Files3 files = logs.files(spec, entry.id(), entry.origin().instance());
        Map<String, String> environment = environment(entry);
        JsonObject settings = spec.settings().toJson();
        JsonObject details =
                new JsonObject()
                        .put("settings", secrets ? settings : Secrets.maskedSettings(settings))
                        .put(
                                "environment",
                                JsonObject.ofTexts(
                                        secrets ? environment : Secrets.masked(environment)))
                        .put("createdAt", entry.createdAt().toEpochMilli())
                        .put("unstableRestarts", entry.unstableRestarts())
                        .put("says", entry.status())
                        .put("outFile", files.out().map(Path::toString).orElse("/dev/null"))
                        .put("errorFile", files.error().map(Path::toString).orElse("/dev/null"))
                        .put("logFile", files.both().map(Path::toString).orElse(null))
                        .put("pidFile", entry.pidFile().toString())
                        .put("folder", spec.launch().command().folder().toString())
                        .put("exitCode", entry.state().lastExit().map(Exit::shellCode).orElse(null))
                        .put("lastExit", entry.state().lastExit().map(Exit::words).orElse(null));
        return details;
    }

    private Map<String, String> environment(Entry entry) {
        return Spawner.environment(entry.spec(), entry.origin().place(logs.streams(entry.id())));
    }
}
