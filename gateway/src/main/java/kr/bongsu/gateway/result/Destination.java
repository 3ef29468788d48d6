package kr.bongsu.gateway.result;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.ledger.DayTotal;
import kr.bongsu.gateway.ledger.PushOutcome;

/// Takes what is told. When a method returns, all of it has been taken for good but what it gives
/// back; when it throws, any part of it may have been, and all is told again.
public interface Destination {

    /// Tells outcomes by rising numbers.
    ///
    /// @return those that it refuses for what they are, while it takes others
    List<PushOutcome> tell(List<PushOutcome> outcomes) throws IOException, InterruptedException;

    void tell(DayTotal total) throws IOException, InterruptedException;

    /// It does not take what it is told, and may have said for how long, and what of it for what
    /// that is.
    final class Refused extends IOException {

        private static final long serialVersionUID = 1;
        private final transient Optional<Duration> pause;
        private final transient List<PushOutcome> ones;

        /// @param ones those that it refused one by one
        public Refused(String why, Optional<Duration> pause, List<PushOutcome> ones) {
            super(why);
            this.pause = pause;
            this.ones = List.copyOf(ones);
        }

        List<PushOutcome> ones() {
            return ones;
        }

        Optional<Duration> pause() {
            return pause;
        }
    }
}
