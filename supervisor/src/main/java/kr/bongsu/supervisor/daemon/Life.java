package kr.bongsu.supervisor.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;
import kr.bongsu.supervisor.libc.Descriptors;
import kr.bongsu.supervisor.libc.EventLoop;
import kr.bongsu.supervisor.libc.Linux;
import kr.bongsu.supervisor.libc.Processes;
import kr.bongsu.supervisor.process.Exit;
import kr.bongsu.supervisor.process.Notice;
import kr.bongsu.supervisor.process.Run;
import kr.bongsu.supervisor.process.Spawner;
import org.jspecify.annotations.Nullable;

/// The descriptors that tie the daemon to one running process: its pidfd, its notify socket and,
/// for Node, its message channel.
final class Life {
    private final EventLoop loop;
    private final Run run;
    private final int pidfd;
    private final @Nullable NodeChannel channel;
    private final @Nullable NotifySocket notify;

    private Life(
            EventLoop loop,
            Run run,
            int pidfd,
            @Nullable NodeChannel channel,
            @Nullable NotifySocket notify) {
        this.loop = loop;
        this.run = run;
        this.pidfd = pidfd;
        this.channel = channel;
        this.notify = notify;
    }

    /// Who is told what happens.
    record Ears(Consumer<Exit> ended, Consumer<String> messages, Consumer<Notice> notices) {}

    static Life begin(EventLoop loop, Spawner.Started started, Ears ears) throws IOException {
        NodeChannel channel =
                started.channel() < 0
                        ? null
                        : new NodeChannel(loop, started.channel(), ears.messages());
        Spawner.Notify at = started.notifySocket();
        NotifySocket notify =
                at == null ? null : NotifySocket.at(loop, at.path(), at.fd(), ears.notices());
        Life life = new Life(loop, started.run(), started.pidfd(), channel, notify);
        life.watch(ears.ended());
        if (channel != null) {
            channel.start();
        }
        return life;
    }

    /// A process that an earlier daemon started: it is not our child, so its exit code is known on
    /// newer kernels only.
    ///
    /// @param end our end of Node's channel, or -1
    /// @param at the path of its notify socket
    static Life adopted(EventLoop loop, Run run, int end, Path at, Ears ears) throws IOException {
        NodeChannel channel = end < 0 ? null : new NodeChannel(loop, end, ears.messages());
        // One that was started without finds nothing there, as before.
        NotifySocket notify = NotifySocket.again(loop, at, ears.notices());
        Life life = new Life(loop, run, Processes.pidfd(run.pid()), channel, notify);
        life.watch(ears.ended());
        if (channel != null) {
            channel.start();
        }
        return life;
    }

    private void watch(Consumer<Exit> ended) throws IOException {
        loop.watch(
                pidfd,
                Linux.EPOLLIN,
                events -> {
                    OptionalInt status = Processes.reap(run.pid());
                    if (status.isEmpty()) {
                        status = Processes.exitStatus(pidfd);
                    }
                    loop.forget(pidfd);
                    ended.accept(
                            status.isPresent()
                                    ? Exit.ofStatus(status.getAsInt())
                                    : new Exit.Unseen());
                });
    }

    Run run() {
        return run;
    }

    @Nullable NodeChannel channel() {
        return channel;
    }

    void close() {
        try {
            loop.forget(pidfd);
            if (channel != null) {
                channel.close();
            }
            if (notify != null) {
                notify.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Descriptors.close(pidfd);
    }
}
