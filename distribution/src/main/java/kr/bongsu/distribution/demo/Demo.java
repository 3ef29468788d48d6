package kr.bongsu.distribution.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import kr.bongsu.distribution.stage.Crew;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.distribution.stage.Launcher;
import kr.bongsu.distribution.stage.Load;
import kr.bongsu.distribution.stage.Played;
import kr.bongsu.distribution.stage.ProgramFailed;
import kr.bongsu.distribution.stage.Scratch;
import kr.bongsu.distribution.stage.Stage;

/// The demo from the first program's start to the last one's end.
///
/// @param results stdout: the summary line, or what happened in words
/// @param words stderr: progress, and with `--json` all words
record Demo(Options options, StopRequest stop, PrintStream results, Words words) {

    /// About what FCM itself takes.
    private static final Duration FCM_LATENCY = Duration.ofMillis(50);

    /// Runs it; the exit code. Every program has ended when this returns or throws.
    int run(Launcher launcher) throws IOException, ProgramFailed, InterruptedException {
        Load load = new Load(options.pushes(), 0, FCM_LATENCY);
        words.say("Starting an FCM emulator, an FEP simulator with 16 links, and the gateway ...");
        try (Crew crew = Crew.in(Scratch.make(options.kept()), launcher);
                Stage stage = Stage.open(crew, load);
                Gateway gateway = stage.startGateway()) {
            if (options.kept()) {
                words.say("Configuration, ledger and logs stay in " + crew.folder());
            }
            words.say("Console: " + gateway.console());
            gateway.firstLogin()
                    .ifPresent(login ->
                            words.say("First login (name and one-time password): " + login));
            return played(stage, gateway);
        }
    }

    /// A program that does not answer has mostly ended: that says more than a broken connection.
    private int played(Stage stage, Gateway gateway)
            throws IOException, ProgramFailed, InterruptedException {
        try {
            return play(stage, gateway);
        } catch (IOException unanswered) {
            gateway.program().mustStayAlive();
            stage.mustBeAlive();
            throw unanswered;
        }
    }

    private int play(Stage stage, Gateway gateway)
            throws IOException, ProgramFailed, InterruptedException {
        Watch watch = new Watch(stage, gateway, stop, words.bar(options.pushes()));
        Watch.Seen seen = watch.follow();
        Optional<Played> played = seen.played();
        if (played.isEmpty()) {
            words.say(
                    String.format(
                            Locale.ROOT,
                            "Stopped before the FEP was through: %,d pushes stored, %,d settled, %,d"
                                    + " pending.",
                            seen.counts().stored(),
                            seen.counts().settled(),
                            seen.counts().pending()));
            return 1;
        }
        Summary summary =
                Summary.of(
                        played.get().goodRecipients(),
                        seen.counts(),
                        stage.received(),
                        seen.time());
        if (options.json()) {
            results.println(summary.toJson());
            results.flush();
        }
        words.say(new Story(summary, played.get(), gateway.readyLinks()).text());
        if (!options.exit()) {
            words.say("Console: " + gateway.console() + "   (Ctrl-C ends the demo)");
            watch.linger();
        }
        return summary.isWhole() ? 0 : 1;
    }
}
