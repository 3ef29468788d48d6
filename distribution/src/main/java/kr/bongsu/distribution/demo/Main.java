package kr.bongsu.distribution.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.ProgramFailed;

/// `bongsu demo`.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        switch (Options.parse(List.of(arguments))) {
            case Options.Parsed.Run(Options options) -> run(options);
            case Options.Parsed.ShowUsage() -> System.out.print(Options.USAGE);
            case Options.Parsed.Wrong(String why) -> {
                System.err.println("bongsu demo: " + why + "\n\n" + Options.USAGE);
                System.exit(2);
            }
        }
    }

    private static void run(Options options) {
        boolean terminal = System.getenv("BONGSU_TERMINAL") != null;
        PrintStream sentences = options.json() ? System.err : System.out;
        StopRequest stop = new StopRequest();
        stop.listen();
        Demo demo = new Demo(options, stop, System.out, new Words(sentences, System.err, terminal));
        stop.exit(code(demo));
    }

    private static int code(Demo demo) {
        try {
            return demo.run(Launcher.of(Path.of(System.getProperty("bongsu.home", "."))));
        } catch (ProgramFailed e) {
            System.err.println("The demo failed: " + e.getMessage());
            if (!demo.options().kept()) {
                System.err.println("Logs go with the demo; --keep keeps them.");
            }
            return 1;
        } catch (IOException e) {
            // Some that the JDK makes for a refused connection have no message.
            System.err.println("The demo failed: " + (e.getMessage() == null ? e : e.getMessage()));
            return 1;
        } catch (InterruptedException e) {
            return 1;
        }
    }
}
