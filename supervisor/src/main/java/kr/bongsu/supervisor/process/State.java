package kr.bongsu.supervisor.process;

import java.time.Instant;
import java.util.Optional;

/// Where a process is in its life; each record offers only the ways out that exist.
///
/// ```
///             start              ready
///  Stopped ─────────▶ Launching ───────▶ Online
///    ▲  ▲                 │ stop           │ stop
///    │  │    ended        ▼                ▼
///    │  └──────────── Stopping ◀───────────┘
///    │ stop               ended by itself (Launching, Online)
///    │              ┌─────────┴─────────┐
///  Waiting ◀────────┘                   ▼
///    │ due: start again              Errored ── start ──▶ Launching
/// ```
public sealed interface State {

    /// The word that PM2 and its users use.
    String word();

    /// How the process ended the last time.
    default Optional<Exit> lastExit() {
        return Optional.empty();
    }

    /// The process that exists in this state.
    default Optional<Run> run() {
        return Optional.empty();
    }

    record Stopped(Optional<Exit> last) implements State {
        @Override
        public String word() {
            return "stopped";
        }

        @Override
        public Optional<Exit> lastExit() {
            return last;
        }

        public Launching start(Run run) {
            return new Launching(run);
        }

        public Errored cannotStart(String reason) {
            return new Errored(reason, new Exit.NotStarted(reason));
        }
    }

    record Launching(Run process) implements State {
        @Override
        public String word() {
            return "launching";
        }

        @Override
        public Optional<Run> run() {
            return Optional.of(process);
        }

        public Online ready() {
            return new Online(process);
        }

        public Stopping stop() {
            return new Stopping(process);
        }

        public Stopped ended(Exit exit) {
            return new Stopped(Optional.of(exit));
        }
    }

    record Online(Run process) implements State {
        @Override
        public String word() {
            return "online";
        }

        @Override
        public Optional<Run> run() {
            return Optional.of(process);
        }

        public Stopping stop() {
            return new Stopping(process);
        }

        public Stopped ended(Exit exit) {
            return new Stopped(Optional.of(exit));
        }
    }

    record Stopping(Run process) implements State {
        @Override
        public String word() {
            return "stopping";
        }

        @Override
        public Optional<Run> run() {
            return Optional.of(process);
        }

        public Stopped ended(Exit exit) {
            return new Stopped(Optional.of(exit));
        }
    }

    /// To be started again at a moment.
    record Waiting(Instant due, Exit last) implements State {
        @Override
        public String word() {
            return "waiting restart";
        }

        @Override
        public Optional<Exit> lastExit() {
            return Optional.of(last);
        }

        public Stopped stop() {
            return new Stopped(Optional.of(last));
        }
    }

    /// Given up; only a person starts it again.
    record Errored(String reason, Exit last) implements State {
        @Override
        public String word() {
            return "errored";
        }

        @Override
        public Optional<Exit> lastExit() {
            return Optional.of(last);
        }

        public Stopped stop() {
            return new Stopped(Optional.of(last));
        }
    }
}
