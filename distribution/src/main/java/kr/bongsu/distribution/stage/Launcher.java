package kr.bongsu.distribution.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The shipped `bin/bongsu`, which knows the JVM and the flags of every program.
public record Launcher(Path script) {

    /// A launcher that is there and may be started.
    public Launcher {
        if (!Files.isExecutable(script)) {
            throw new IllegalArgumentException(
                    script + " is missing: start this through the launcher, bin/bongsu.");
        }
    }

    /// The launcher of the distribution in `home`.
    public static Launcher of(Path home) {
        return new Launcher(home.resolve("bin").resolve("bongsu"));
    }

    /// What starts one program.
    record Command(String program, List<String> words) {}

    Command command(String program, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(script.toString(), program));
        words.addAll(arguments);
        return new Command(program, List.copyOf(words));
    }
}
