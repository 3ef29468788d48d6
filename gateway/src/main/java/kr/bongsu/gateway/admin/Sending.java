package kr.bongsu.gateway.admin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.pulse.Vitals;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Shown;

/// How pushes leave, for the console to show and to prevent.
///
/// @param perMinute how many may
public record Sending(Vitals vitals, int perMinute, Preview preview, Recall recall) {

    /// What becomes of a push on its way.
    @FunctionalInterface
    public interface Preview {
        /// What a phone shows of it, by the rules and templates of now; empty when it shows
        /// nothing.
        Optional<Shown> of(Push push);
    }

    /// Takes pushes back that have not been sent, wherever they wait; tells which will never be.
    @FunctionalInterface
    public interface Recall {
        CompletableFuture<Set<Long>> cancel(List<Long> pushes, String by);
    }
}
