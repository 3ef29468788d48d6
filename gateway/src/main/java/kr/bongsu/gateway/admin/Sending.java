package kr.bongsu.gateway.admin;

import java.util.Optional;
import kr.bongsu.gateway.pulse.Vitals;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Shown;

/// How pushes leave, for the console to show.
///
/// @param perMinute how many may
public record Sending(Vitals vitals, int perMinute, Preview preview) {

    /// What becomes of a push on its way.
    @FunctionalInterface
    public interface Preview {
        /// What a phone shows of it, by the rules and templates of now; empty when it shows
        /// nothing.
        Optional<Shown> of(Push push);
    }
}
