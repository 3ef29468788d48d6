package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.rule.Rules;

/// Gives the recipients of a campaign times of their own, evenly over a span. Pure.
///
/// Each time is kept with a copy of the message, so up to 20 recipients have one each, and more
/// recipients are taken together, at most a tenth as many groups as recipients.
final class Spread {

    private static final int ALWAYS = 20;
    private static final int LEAST_OF_MANY = 10;

    /// Of the distance between two times.
    private static final int PARTS = 1_000;

    private Spread() {}

    /// Multi pushes only: what a single says is for one customer, and soon.
    ///
    /// @param rules whose spans hold where the sender names none
    static Submission of(Submission submission, Rules rules) {
        if (submission.lane() == Lane.SINGLE
                || submission.messages().stream().allMatch(each -> span(each, rules).isZero())) {
            return submission;
        }
        List<Submission.Addressed> spread = new ArrayList<>();
        // The telegrams of a campaign come together: their times fall beside each other.
        int phase = Math.floorMod(submission.key().hashCode(), PARTS);
        for (Submission.Addressed each : submission.messages()) {
            Instant begin = each.reservedFor().orElse(submission.receivedAt());
            spread.addAll(groups(each, begin, span(each, rules), phase));
        }
        return submission.with(spread);
    }

    private static Duration span(Submission.Addressed addressed, Rules rules) {
        return addressed
                .spread()
                .or(() -> rules.spread(addressed.message().service()))
                .orElse(Duration.ZERO);
    }

    private static List<Submission.Addressed> groups(
            Submission.Addressed all, Instant begin, Duration span, int phase) {
        List<Recipient> recipients = all.recipients();
        int size = recipients.size();
        long groups =
                Math.min(Math.min(size, span.toSeconds()), Math.max(ALWAYS, size / LEAST_OF_MANY));
        if (groups == 0) {
            return List.of(all);
        }
        List<Submission.Addressed> parts = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            long after = span.toMillis() * ((long) i * PARTS + phase) / (groups * PARTS);
            List<Recipient> some =
                    recipients.subList(
                            (int) (i * (long) size / groups),
                            (int) ((i + 1) * (long) size / groups));
            parts.add(
                    new Submission.Addressed(
                            all.message(),
                            Optional.of(begin.plusMillis(after)),
                            Optional.of(Duration.ZERO),
                            some));
        }
        return parts;
    }
}
