package kr.bongsu.gateway.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import kr.bongsu.gateway.push.Push;

/// The rules of one class of services.
///
/// @param expiresAfter from the moment it may be sent, so long a push is of use
/// @param spread over so long the recipients of a multi push leave evenly
/// @param life of its messages, as FCM and the phones are told; zero: now or never
public record ServiceRule(
        Optional<Duration> expiresAfter,
        Optional<Hours> hours,
        Optional<Advert> advert,
        Optional<Duration> spread,
        Optional<Duration> life) {

    public static final ServiceRule NONE =
            new ServiceRule(Optional.empty(), Optional.empty(), Optional.empty());

    public ServiceRule(
            Optional<Duration> expiresAfter, Optional<Hours> hours, Optional<Advert> advert) {
        this(expiresAfter, hours, advert, Optional.empty());
    }

    public ServiceRule(
            Optional<Duration> expiresAfter,
            Optional<Hours> hours,
            Optional<Advert> advert,
            Optional<Duration> spread) {
        this(expiresAfter, hours, advert, spread, Optional.empty());
    }

    /// The same for messages that live so long.
    public ServiceRule living(Optional<Duration> atFcm) {
        return new ServiceRule(expiresAfter, hours, advert, spread, atFcm);
    }

    /// From the moment it may be sent, so long a push is of use. What is for now or never may wait
    /// for its now.
    Optional<Duration> use() {
        return Stream.of(expiresAfter, life.filter(Duration::isPositive))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    Optional<Instant> end(Push push) {
        return use().map(push.times().readyAt()::plus);
    }

    boolean isOnce() {
        return life.filter(Duration::isZero).isPresent();
    }
}
