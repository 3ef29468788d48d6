package kr.bongsu.supervisor.daemon;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import kr.bongsu.supervisor.control.Reply;
import kr.bongsu.supervisor.control.Request;

/// Ends the daemon after everything it looks after has ended.
final class Shutdown {
    /// The answer to `kill` must reach the client before the socket goes.
    private static final Duration LAST_ANSWER = Duration.ofMillis(20);

    private final Surroundings around;
    private final Fleet fleet;

    Shutdown(Surroundings around, Fleet fleet) {
        this.around = around;
        this.fleet = fleet;
    }

    /// Commands, of which `kill` also ends the daemon.
    Function<Request, CompletableFuture<Reply>> after(
            Function<Request, CompletableFuture<Reply>> commands) {
        return request -> {
            CompletableFuture<Reply> reply = commands.apply(request);
            if (request instanceof Request.Kill) {
                around.unattended(
                        reply.thenRun(() -> around.loop().after(LAST_ANSWER, around.loop()::stop)));
            }
            return reply;
        };
    }

    void begin() {
        around.log().info("daemon.signalled");
        around.unattended(fleet.stopAll().thenRun(around.loop()::stop));
    }
}
