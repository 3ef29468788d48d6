package kr.bongsu.gateway.ledger;

import java.time.Instant;
import java.util.Optional;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;

/// One push as people look at it.
///
/// @param result why it was rejected, or why it has not been accepted yet
public record PushRow(
        long id,
        Instant receivedAt,
        String link,
        Lane lane,
        Recipient recipient,
        Message message,
        PushState state,
        int attempts,
        Optional<Instant> settledAt,
        Optional<String> result,
        Optional<String> fcmName) {}
