package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Rejection;

/// Writes what became of pushes in flight, those of one commit together. A push that is not this
/// node's any more, or already on a later attempt, is left as it is.
final class Settlements implements GroupCommit.Writer<Settlements.Batch, Set<Long>> {

    private static final Log LOG = Log.of(Settlements.class);

    private final DeadTokens dead;

    Settlements(DeadTokens dead) {
        this.dead = dead;
    }

    /// What is written all or none.
    record Batch(List<Settlement> settlements, List<Settlement.Note> notes) {
        Batch {
            settlements = List.copyOf(settlements);
            notes = List.copyOf(notes);
        }

        int rows() {
            // What is cancelled has an event and an outcome, all else one of them.
            long cancelled =
                    settlements.stream().filter(Settlement.Cancelled.class::isInstance).count();
            return settlements.size() + (int) cancelled + notes.size();
        }
    }

    /// Gives the pushes of each batch that were left as they are.
    @Override
    public List<Set<Long>> write(Transaction transaction, List<Batch> works) throws SQLException {
        List<Settlement> all = works.stream().flatMap(each -> each.settlements.stream()).toList();
        for (Batch each : works) {
            each.notes.forEach(transaction::note);
        }
        Map<Long, Standing> standings =
                Standings.lock(
                        transaction.sql(), all.stream().map(each -> each.id().number()).toList());
        Map<Long, Standing> changed = HashMap.newHashMap(all.size());
        Set<Settlement> late = new HashSet<>();
        for (Settlement settlement : all) {
            long id = settlement.id().number();
            Standing before = standings.get(id);
            Optional<Standing> after =
                    before == null
                            ? Optional.empty()
                            : before.settle(transaction.node(), settlement);
            if (before == null || after.isEmpty()) {
                late.add(settlement);
                continue;
            }
            standings.put(id, after.get());
            changed.put(id, after.get());
            count(transaction, before, after.get(), settlement);
            transaction.ended(after.get());
        }
        Standings.write(transaction.sql(), List.copyOf(changed.values()));
        dead.mark(
                transaction,
                all.stream().filter(each -> changed.containsKey(each.id().number())).toList());
        if (!late.isEmpty()) {
            LOG.error(
                    "ledger.settled-elsewhere",
                    "pushes",
                    late.size(),
                    "means",
                    "they were not in flight here any more; what is known of them stands");
        }
        return works.stream().map(each -> left(each, late)).toList();
    }

    /// Ends those of what was taken up to be sent whose tokens have died while they waited; gives
    /// the others.
    List<Push> living(Transaction transaction, List<Push> taken, Instant now) throws SQLException {
        Set<String> tokens =
                dead.find(
                        transaction.sql(),
                        taken.stream().map(push -> push.recipient().token().value()).toList(),
                        now);
        if (tokens.isEmpty()) {
            return taken;
        }
        Map<Boolean, List<Push>> byDead =
                taken.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        push -> tokens.contains(push.recipient().token().value())));
        List<Settlement> ends =
                byDead.getOrDefault(true, List.of()).stream()
                        .<Settlement>map(push ->
                                new Settlement.Rejected(
                                        push.id(),
                                        now,
                                        push.attempts(),
                                        Rejection.DEAD_TOKEN,
                                        "found while it waited"))
                        .toList();
        List<Set<Long>> _ = write(transaction, List.of(new Batch(ends, List.of())));
        return byDead.getOrDefault(false, List.of());
    }

    private static Set<Long> left(Batch batch, Set<Settlement> late) {
        return late.isEmpty()
                ? Set.of()
                : batch.settlements.stream()
                        .filter(late::contains)
                        .map(each -> each.id().number())
                        .collect(Collectors.toSet());
    }

    private static void count(
            Transaction transaction, Standing before, Standing after, Settlement settlement) {
        StatKind kind =
                switch (settlement) {
                    case Settlement.Accepted _ -> StatKind.ACCEPTED;
                    case Settlement.Rejected _ -> StatKind.REJECTED;
                    case Settlement.Expired _ -> StatKind.EXPIRED;
                    case Settlement.Cancelled cancelled -> {
                        transaction.event(
                                before,
                                EventKind.CANCELLED,
                                cancelled.at(),
                                "by " + cancelled.by() + ", was waiting in memory");
                        yield StatKind.CANCELLED;
                    }
                    case Settlement.Postponed postponed -> {
                        transaction.event(
                                after, EventKind.PUT_OFF, postponed.at(), postponed.reason());
                        yield StatKind.PUT_OFF;
                    }
                    case Settlement.Deferred deferred -> {
                        transaction.event(
                                after, EventKind.RETRIED, deferred.at(), deferred.reason());
                        yield StatKind.RETRIED;
                    }
                    case Settlement.Held held -> {
                        // Once for each reason: what holds a project for hours holds it often.
                        if (!held.reason().equals(before.result().text())) {
                            transaction.event(after, EventKind.PUT_OFF, held.at(), held.reason());
                        }
                        yield StatKind.PUT_OFF;
                    }
                };
        transaction.tally().moved(before.state(), after.state(), 1);
        transaction.tally().happened(kind, before.lane(), settlement.at().toEpochMilli(), 1);
    }
}
