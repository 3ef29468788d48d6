package kr.bongsu.gateway.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.Push;

/// The rules of one class of services.
///
/// @param expiresAfter from the moment it may be sent, so long a push is of use
/// @param spread over so long the recipients of a multi push leave evenly
public record ServiceRule(
        Optional<Duration> expiresAfter,
        Optional<Hours> hours,
        Optional<Advert> advert,
        Optional<Duration> spread) {

    public static final ServiceRule NONE =
            new ServiceRule(Optional.empty(), Optional.empty(), Optional.empty());

    public ServiceRule(
            Optional<Duration> expiresAfter, Optional<Hours> hours, Optional<Advert> advert) {
        this(expiresAfter, hours, advert, Optional.empty());
    }

    Optional<Instant> end(Push push) {
        return expiresAfter.map(push.times().readyAt()::plus);
    }
}
