package kr.bongsu.distribution.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Starts programs in one scratch folder under one process manager and one guard; closing it, after
/// the programs, leaves nothing behind.
public record Crew(Launcher launcher, Scratch scratch, Guard guard) implements AutoCloseable {

    /// A crew with a new folder, which stays when it is to be kept.
    public static Crew in(Scratch scratch, Launcher launcher) throws IOException {
        return new Crew(launcher, scratch, Guard.over(scratch, launcher));
    }

    Program start(String program, List<String> arguments) throws IOException, InterruptedException {
        return Program.start(launcher.command(program, arguments), folder(), supervisor());
    }

    private Supervisor supervisor() {
        return new Supervisor(launcher, folder(), guard);
    }

    /// Where the programs run, log and store.
    public Path folder() {
        return scratch.folder();
    }

    @Override
    public void close() {
        try {
            supervisor().close();
        } finally {
            guard.close();
            scratch.close();
        }
    }
}
