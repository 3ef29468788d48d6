package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntSupplier;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;
import kr.bongsu.supervisor.libc.Handover;
import kr.bongsu.supervisor.logs.LogPump;
import kr.bongsu.supervisor.process.State;

/// Puts another version of the daemon in this one's place, in the same process.
///
/// `execve(2)` keeps the pid, so children stay children, and the descriptors that are told to stay:
/// listening sockets, message channels and the control socket, where commands wait meanwhile.
final class Renewal {
    /// The answer must reach the client before this program is gone.
    private static final Duration LAST_ANSWER = Duration.ofMillis(20);

    private final Surroundings around;
    private final Commands.Stock stock;
    private final Reloads reloads;
    private final LogPump pump;
    private final IntSupplier control;

    /// @param control the number of the control socket
    Renewal(
            Surroundings around,
            Commands.Stock stock,
            Reloads reloads,
            LogPump pump,
            IntSupplier control) {
        this.around = around;
        this.stock = stock;
        this.reloads = reloads;
        this.pump = pump;
        this.control = control;
    }

    /// Commands, and `update` besides.
    Function<Request, CompletableFuture<Reply>> after(
            Function<Request, CompletableFuture<Reply>> commands) {
        return request ->
                request instanceof Request.Update update
                        ? CompletableFuture.completedFuture(begin(update.words()))
                        : commands.apply(request);
    }

    private Reply begin(List<String> words) {
        if (words.isEmpty() || !Files.isExecutable(Path.of(words.getFirst()))) {
            return new Reply.Failed("there is no program to become: " + words);
        }
        boolean moving = reloads.isRunning();
        for (Entry entry : stock.table().all()) {
            moving |= entry.state() instanceof State.Launching;
            moving |= entry.state() instanceof State.Stopping;
        }
        if (moving) {
            return new Reply.Failed(
                    "processes are being started, ended or reloaded; try again when that is done");
        }
        around.loop().after(LAST_ANSWER, () -> become(words));
        return Commands.pong(around);
    }

    private void become(List<String> words) {
        around.log().info("daemon.becomes", "program", words.getLast());
        pump.leave();
        try {
            Held own = stock.memory().writeForSuccessor(control.getAsInt());
            around.log().failure(Handover.become(words, own.all()));
        } catch (IOException e) {
            around.log().failure(e);
        }
        // Processes go on and their sockets are held; the next command starts a daemon that adopts
        // them.
        Runtime.getRuntime().halt(1);
    }
}
