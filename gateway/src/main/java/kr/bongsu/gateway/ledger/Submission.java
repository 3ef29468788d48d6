package kr.bongsu.gateway.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Recipient;

/// Everything one telegram asks for, to be stored whole or not at all.
///
/// @param key tells this telegram from every other; empty when it carries nothing to tell it by
/// @param retryCount how often the FEP says it has sent it before
/// @param digest of what was asked for, kept with the key; nothing when nobody will compare it
public record Submission(
        Optional<String> key,
        String link,
        Lane lane,
        int retryCount,
        Instant receivedAt,
        List<Addressed> messages,
        Optional<String> digest) {

    /// One message and whom it goes to.
    ///
    /// @param reservedFor not to be sent earlier
    /// @param spread over which they shall leave evenly; nothing when the sender does not say
    public record Addressed(
            Message message,
            Optional<Instant> reservedFor,
            Optional<Duration> spread,
            List<Recipient> recipients) {
        public Addressed {
            recipients = List.copyOf(recipients);
        }

        public Addressed(
                Message message, Optional<Instant> reservedFor, List<Recipient> recipients) {
            this(message, reservedFor, Optional.empty(), recipients);
        }
    }

    public Submission {
        messages = List.copyOf(messages);
    }

    public Submission(
            Optional<String> key,
            String link,
            Lane lane,
            int retryCount,
            Instant receivedAt,
            List<Addressed> messages) {
        this(key, link, lane, retryCount, receivedAt, messages, Optional.empty());
    }

    /// The same with other messages.
    public Submission with(List<Addressed> others) {
        return new Submission(key, link, lane, retryCount, receivedAt, others, digest);
    }

    /// The same, told from others under its key by a digest.
    public Submission with(String ofRequest) {
        return new Submission(
                key, link, lane, retryCount, receivedAt, messages, Optional.of(ofRequest));
    }

    public int pushes() {
        return messages.stream().mapToInt(each -> each.recipients().size()).sum();
    }
}
