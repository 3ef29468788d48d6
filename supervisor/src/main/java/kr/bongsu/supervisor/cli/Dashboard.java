package kr.bongsu.supervisor.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.supervisor.app.Settings;
import kr.bongsu.supervisor.control.ProcessView;
import kr.bongsu.supervisor.control.Request;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/// Draws the processes again and again and does what keys ask for.
///
/// Looks at log files five times a second and at processes once; a key is answered at once. What a
/// key has done to a process goes on beside it, one thing at a time.
final class Dashboard {
    private static final int WAIT_MILLIS = 200;
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final Duration MESSAGE = Duration.ofSeconds(4);
    private static final int ESCAPE = 27;
    private static final int ESCAPE_MILLIS = 30;

    private final DaemonLink daemon;
    private final Terminal terminal;
    private final boolean coloured;
    private final MonitLog log = new MonitLog();
    private List<ProcessView> views = List.of();
    private int chosenId = -1;
    private List<String> drawn = List.of();
    private long askedAt;
    private volatile boolean ended;
    private volatile boolean busy;
    private volatile boolean outdated = true;
    private volatile Said said = new Said("", 0);

    private record Said(String text, long until) {}

    Dashboard(DaemonLink daemon, Terminal terminal, boolean coloured) {
        this.daemon = daemon;
        this.terminal = terminal;
        this.coloured = coloured;
    }

    /// Any thread may end it.
    void end() {
        ended = true;
    }

    void run() throws IOException {
        NonBlockingReader keys = terminal.reader();
        while (!ended) {
            look();
            draw();
            key(keys, keys.read(WAIT_MILLIS));
        }
    }

    private void look() throws IOException {
        long now = System.nanoTime();
        if (outdated || now - askedAt > ASK_EVERY.toNanos()) {
            askedAt = now;
            outdated = busy;
            views = daemon.ask(new Request.Processes(List.of(), false, false)).processes();
        }
        if (!views.isEmpty()) {
            ProcessView view = views.get(chosen());
            if (!log.follows(view)) {
                follow(view.identity().id());
            }
        }
        log.look();
    }

    private void follow(int id) throws IOException {
        List<ProcessView> details =
                daemon.ask(new Request.Processes(List.of(Integer.toString(id)), true, false))
                        .processes();
        for (ProcessView view : details) {
            if (view.identity().id() == id) {
                log.follow(view);
            }
        }
    }

    /// The place of the chosen process; the first one when it has gone.
    private int chosen() {
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).identity().id() == chosenId) {
                return i;
            }
        }
        chosenId = views.isEmpty() ? -1 : views.getFirst().identity().id();
        return 0;
    }

    private void draw() {
        Size size = terminal.getSize();
        // A terminal that does not know its size says 0.
        int rows = size.getRows() == 0 ? 24 : size.getRows();
        int columns = size.getColumns() == 0 ? 80 : size.getColumns();
        String message = System.nanoTime() - said.until() < 0 ? said.text() : "";
        List<String> frame =
                MonitScreen.draw(
                        new MonitScreen.Scene(views, chosen(), log.lines(), message, Instant.now()),
                        rows,
                        columns,
                        coloured);
        if (!frame.equals(drawn)) {
            drawn = frame;
            terminal.writer().write("\u001b[H" + String.join("\u001b[K\r\n", frame) + "\u001b[J");
            terminal.writer().flush();
        }
    }

    private void key(NonBlockingReader keys, int key) throws IOException {
        switch (key) {
            case 'q', 'Q', 3, NonBlockingReader.EOF -> ended = true;
            case 'k' -> move(-1);
            case 'j' -> move(1);
            case 'r' -> act("restart");
            case 'l' -> act("reload");
            case 's' -> act("stop");
            case ESCAPE -> escape(keys);
            default -> {
                // Time went by, or a key that means nothing here.
            }
        }
    }

    /// An arrow comes as ESC [ A or ESC O A; the key Escape alone ends.
    private void escape(NonBlockingReader keys) throws IOException {
        int second = keys.read(ESCAPE_MILLIS);
        if (second == NonBlockingReader.READ_EXPIRED) {
            ended = true;
        } else if (second == '[' || second == 'O') {
            int third = keys.read(ESCAPE_MILLIS);
            move(third == 'A' ? -1 : third == 'B' ? 1 : 0);
        }
    }

    private void move(int by) {
        if (!views.isEmpty()) {
            int to = Math.clamp(chosen() + by, 0, views.size() - 1);
            chosenId = views.get(to).identity().id();
        }
    }

    private void act(String word) {
        if (views.isEmpty()) {
            return;
        }
        ProcessView.Identity who = views.get(chosen()).identity();
        if (busy) {
            say("not now: the last key is still being obeyed");
            return;
        }
        busy = true;
        outdated = true;
        say(word + " " + who.name() + " (id " + who.id() + ") ...");
        Thread.ofVirtual().name(word).start(() -> act(word, who));
    }

    private void act(String word, ProcessView.Identity who) {
        List<String> target = List.of(Integer.toString(who.id()));
        try {
            List<String> problems =
                    word.equals("stop")
                            ? daemon.ask(new Request.Act(Request.Verb.STOP, target)).problems()
                            : daemon.ask(
                                            new Request.Restart(
                                                    target,
                                                    Settings.none(),
                                                    new Request.Shell(
                                                            Map.of(), Optional.empty(), false),
                                                    1))
                                    .problems();
            say(
                    problems.isEmpty()
                            ? word + " " + who.name() + " (id " + who.id() + "): done"
                            : String.join("; ", problems));
        } catch (CommandException e) {
            say(String.valueOf(e.getMessage()).lines().findFirst().orElse("failed"));
        } finally {
            busy = false;
            outdated = true;
        }
    }

    private void say(String text) {
        said = new Said(text, System.nanoTime() + MESSAGE.toNanos());
    }
}
