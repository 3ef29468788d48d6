package kr.bongsu.gateway.push;

import java.time.Instant;
import java.util.Optional;

/// One message on its way to one recipient.
///
/// @param attempts how often it has been sent before
public record Push(
        PushId id, Lane lane, Message message, Recipient recipient, int attempts, Times times) {

    /// When it may be sent.
    ///
    /// @param readyAt when it was accepted, or the time that was reserved for it
    /// @param expiresAt it is of no use any more from then on
    /// @param triedSince when its first attempt had failed, if one has
    public record Times(
            Instant readyAt, Optional<Instant> expiresAt, Optional<Instant> triedSince) {

        /// Nothing is known of its times.
        public static final Times UNKNOWN = readyAt(Instant.EPOCH);

        public static Times readyAt(Instant time) {
            return new Times(time, Optional.empty(), Optional.empty());
        }

        public Times triedSince(Instant time) {
            return new Times(readyAt, expiresAt, Optional.of(time));
        }
    }

    public Push(PushId id, Lane lane, Message message, Recipient recipient, int attempts) {
        this(id, lane, message, recipient, attempts, Times.UNKNOWN);
    }

    /// The same under another title.
    public Push titled(String title) {
        return title.equals(message.title())
                ? this
                : new Push(id, lane, message.titled(title), recipient, attempts, times);
    }

    /// The same, of no use from then on; an earlier end stands.
    public Push expiringAt(Instant end) {
        Instant first = times.expiresAt().filter(end::isAfter).orElse(end);
        return new Push(
                id,
                lane,
                message,
                recipient,
                attempts,
                new Times(times.readyAt(), Optional.of(first), times.triedSince()));
    }
}
