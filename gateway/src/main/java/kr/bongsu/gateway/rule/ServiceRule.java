package kr.bongsu.gateway.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.Push;

/// The rules of one class of services.
///
/// @param expiresAfter from the moment it may be sent, so long a push is of use
public record ServiceRule(
        Optional<Duration> expiresAfter, Optional<Hours> hours, Optional<Advert> advert) {

    public static final ServiceRule NONE =
            new ServiceRule(Optional.empty(), Optional.empty(), Optional.empty());

    Optional<Instant> end(Push push) {
        return expiresAfter.map(push.times().readyAt()::plus);
    }
}
