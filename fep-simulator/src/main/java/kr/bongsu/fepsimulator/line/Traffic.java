package kr.bongsu.fepsimulator.line;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import kr.bongsu.fepsimulator.fault.Spoil;

/// Decides which push of a line is sent when: new ones while the window has room, old ones again
/// until each is answered for good.
///
/// Knows no thread and no clock. The window is kept in the order in which its pushes come due
/// again, so that looking for one costs nothing however wide the window is.
final class Traffic {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Duration MOST_CATCHING_UP = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofHours(1);

    private final LinePlan plan;
    private final Rules rules;
    private final String run;
    private final Tally tally = new Tally();
    private final SequencedMap<String, Flight> window = new LinkedHashMap<>();
    private long nextOrdinal;
    private LocalDate date = LocalDate.MIN;
    private long sequence;
    private Instant nextDue = Instant.MIN;

    /// @param run 16 hexadecimal digits that no other run and line has: the first half of every
    ///   UUID
    Traffic(LinePlan plan, Rules rules, String run) {
        this.plan = plan;
        this.rules = rules;
        this.run = run;
    }

    /// The push to send now, counted as sent, or the time to look again.
    Due next(Instant now) {
        Map.Entry<String, Flight> oldest = window.firstEntry();
        if (oldest != null && !oldest.getValue().due().isAfter(now)) {
            return resend(oldest.getValue(), now);
        }
        Instant until = oldest == null ? now.plus(IDLE) : oldest.getValue().due();
        if (nextOrdinal == plan.load().pushes() || window.size() >= plan.window()) {
            return new Due.Later(until);
        }
        if (nextDue.isAfter(now)) {
            return new Due.Later(nextDue.isBefore(until) ? nextDue : until);
        }
        return sendNew(now);
    }

    void answered(Reply reply, Instant now) {
        Flight flight = window.get(reply.uuid());
        if (flight == null || flight.push().sequence() != reply.sequence()) {
            tally.count(Count.UNEXPECTED);
            return;
        }
        Optional<Spoil.Effect> effect =
                plan.spoiled(flight.push(), reply.tries()).map(Spoil::effect);
        if (!reply.code().equals(Rules.GOOD)) {
            refused(reply, flight, effect, now);
            return;
        }
        window.remove(reply.uuid());
        tally.answered(flight, now);
        if (effect.filter(Spoil.Effect.REFUSED::equals).isPresent()) {
            tally.count(Count.SPOILED_GOOD);
        } else {
            tally.count(Count.GOOD);
            tally.count(Count.GOOD_RECIPIENTS, plan.load().recipientsEach());
        }
    }

    private void refused(Reply reply, Flight flight, Optional<Spoil.Effect> effect, Instant now) {
        tally.count(Count.REFUSED);
        if (reply.tries() != flight.retryCount()) {
            return; // late: the push is on its way again, and that sending has its own answer
        }
        window.remove(reply.uuid());
        if (effect.filter(other -> other != Spoil.Effect.TAKEN).isPresent()) {
            window.putFirst(reply.uuid(), flight.dueAt(now)); // rightly refused: now sent intact
        } else if (rules.finalCodes().contains(reply.code())) {
            tally.answered(flight, now);
        } else {
            window.put(reply.uuid(), flight.dueAt(now.plus(rules.resendAfter())));
        }
    }

    /// A new connection is ready: whatever the old one left unanswered is due at once, oldest
    /// first.
    void reconnected(Instant now) {
        List<Flight> flights =
                window.values().stream()
                        .sorted(Comparator.comparingLong(flight -> flight.push().ordinal()))
                        .toList();
        window.clear();
        tally.count(Count.SIGN_ONS);
        flights.forEach(flight -> window.put(flight.push().uuid(), flight.dueAt(now)));
    }

    /// Whether every push of the plan was sent and answered for good.
    boolean isSettled() {
        return nextOrdinal == plan.load().pushes() && window.isEmpty();
    }

    Tally tally() {
        return tally;
    }

    private Due resend(Flight flight, Instant now) {
        tally.count(Count.RESENT);
        window.remove(flight.push().uuid());
        return send(flight.again(now, now.plus(rules.resendAfter())));
    }

    private Due sendNew(Instant now) {
        LocalDate today = now.atZone(SEOUL).toLocalDate();
        sequence = today.equals(date) ? sequence + 1 : firstOf(today);
        date = today;
        Push push = new Push(nextOrdinal, today, sequence, uuid(nextOrdinal), now);
        nextOrdinal++;
        if (plan.load().perSecond() > 0) {
            Instant from = now.minus(MOST_CATCHING_UP);
            nextDue =
                    (nextDue.equals(Instant.MIN) ? now : nextDue.isBefore(from) ? from : nextDue)
                            .plusNanos((long) (1e9 / plan.load().perSecond()));
        }
        tally.sent(now, plan.load().recipientsEach());
        Flight flight = new Flight(push, 0, now, now.plus(rules.resendAfter()));
        plan.spoiled(push, 0).ifPresent(_ -> tally.count(Count.SPOILED));
        return send(flight);
    }

    private Due send(Flight flight) {
        window.put(flight.push().uuid(), flight);
        return new Due.Now(flight);
    }

    private long firstOf(LocalDate today) {
        return date.equals(LocalDate.MIN) || today.equals(date) ? plan.load().firstSequence() : 1;
    }

    private String uuid(long ordinal) {
        return run + HexFormat.of().toHexDigits(ordinal);
    }
}
