package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.bongsu.supervisor.app.AppSpec;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.process.State;
import org.jspecify.annotations.Nullable;

/// Renews processes whose files change, once for many changes that come together.
final class Watches {
    /// How many delays a burst of changes may last before it is acted on.
    private static final int LONGEST_WAIT = 10;

    private final Surroundings around;
    private final Renewals renewals;
    private final Map<Integer, One> byId = new HashMap<>();

    Watches(Surroundings around, Renewals renewals) {
        this.around = around;
        this.renewals = renewals;
    }

    private static final class One {
        private final Entry entry;
        private final AppSpec.Watch rules;
        private final FolderWatch folders;
        private EventLoop.@Nullable Timer quiet;
        private long firstChange;

        One(Entry entry, AppSpec.Watch rules, FolderWatch folders) {
            this.entry = entry;
            this.rules = rules;
            this.folders = folders;
        }
    }

    /// Watches for exactly the processes that run and want it.
    void follow(Iterable<Entry> entries) {
        List<Integer> wanted = new ArrayList<>();
        for (Entry entry : entries) {
            AppSpec.Watch rules = entry.spec().supervision().triggers().watch();
            if (!rules.paths().isEmpty() && entry.state() instanceof State.Online) {
                wanted.add(entry.id());
                One known = byId.get(entry.id());
                // After a reload another entry has the id.
                if (known == null || known.entry != entry || !known.rules.equals(rules)) {
                    begin(entry, rules);
                }
            } else if (!rules.paths().isEmpty() && entry.state().run().isPresent()) {
                wanted.add(entry.id());
            }
        }
        for (int id : List.copyOf(byId.keySet())) {
            if (!wanted.contains(id)) {
                end(id);
            }
        }
    }

    private void begin(Entry entry, AppSpec.Watch rules) {
        end(entry.id());
        try {
            FolderWatch folders =
                    new FolderWatch(
                            entry.spec().launch().command().folder(),
                            rules.paths(),
                            rules.ignored(),
                            () -> around.loop().execute(() -> changed(entry)));
            byId.put(entry.id(), new One(entry, rules, folders));
            folders.start();
        } catch (IOException e) {
            around.log().warn("watch.failed", "app", entry.name(), "reason", e);
        }
    }

    private void changed(Entry entry) {
        One one = byId.get(entry.id());
        if (one == null) {
            return;
        }
        if (one.quiet == null) {
            one.firstChange = System.nanoTime();
        } else if (System.nanoTime() - one.firstChange
                > LONGEST_WAIT * one.rules.delay().toNanos()) {
            // Files that never stop changing must not keep the restart from ever coming.
            return;
        } else {
            one.quiet.cancel();
        }
        one.quiet =
                around.loop()
                        .after(
                                one.rules.delay(),
                                () -> {
                                    one.quiet = null;
                                    if (entry.state() instanceof State.Online) {
                                        around.log()
                                                .info(
                                                        "process.watch-restart",
                                                        "app",
                                                        entry.name(),
                                                        "id",
                                                        entry.id());
                                        renewals.renew(entry);
                                    }
                                });
    }

    private void end(int id) {
        One one = byId.remove(id);
        if (one != null) {
            try {
                one.folders.close();
            } catch (IOException e) {
                around.log().failure(e);
            }
        }
    }
}
