package kr.bongsu.gateway.intake;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.ledger.Reads;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.search.Column;
import kr.bongsu.gateway.search.Condition;
import kr.bongsu.gateway.search.Found;
import kr.bongsu.gateway.search.LogQuery;
import kr.bongsu.gateway.search.LogSearch;
import kr.bongsu.gateway.search.Match;

/// What was handed in over HTTP before, as the ledger has it.
final class Handed {

    private final Backroom ledger;
    private final LogSearch search;

    Handed(Backroom ledger, InstantSource clock) {
        this.ledger = ledger;
        this.search = new LogSearch(ledger, clock);
    }

    /// The pushes of the request that came under a key.
    List<PushRow> under(String key) {
        return ledger.read(reads ->
                reads.first(
                                "SELECT id FROM telegram WHERE dedup_key = ?",
                                List.of(key),
                                row -> row.getLong(1))
                        .map(first -> of(reads, first))
                        .orElse(List.of()));
    }

    /// A request has one message, which has the number of its first push; all follow each other.
    private static List<PushRow> of(Reads reads, long first) {
        return reads.list(
                PushRow.SELECT + "WHERE p.id >= ? AND p.id < ? AND p.message = ? ORDER BY p.id",
                List.of(first, first + PushRequest.MOST_RECIPIENTS, first),
                PushRow::of);
    }

    Optional<PushRow> push(long number) {
        return ledger.read(reads ->
                reads.first(PushRow.SELECT + "WHERE p.id = ?", List.of(number), PushRow::of));
    }

    /// Some pushes of a group that a caller handed in, newest first.
    ///
    /// @param before only those with a lower number
    Found group(String group, String from, OptionalLong before) {
        LogQuery.Place place =
                before.isPresent()
                        ? new LogQuery.Place.Before(before.getAsLong())
                        : new LogQuery.Place.First();
        return search.find(
                new LogQuery(
                        List.of(
                                new Condition.Text(Column.GROUP, Match.EXACT, group),
                                new Condition.Text(Column.LINK, Match.EXACT, from)),
                        LogQuery.Order.NEWEST,
                        place,
                        LogQuery.MOST_ROWS));
    }

    /// Whether the same was asked for.
    static boolean isSame(List<PushRow> rows, Submission submission) {
        Submission.Addressed asked = submission.messages().getFirst();
        // The ledger's times are milliseconds.
        return rows.size() == asked.recipients().size()
                && rows.getFirst().lane() == submission.lane()
                && rows.getFirst()
                        .reservedFor()
                        .equals(asked.reservedFor().map(at -> at.truncatedTo(ChronoUnit.MILLIS)))
                && rows.getFirst().message().equals(asked.message())
                && rows.stream().map(PushRow::recipient).toList().equals(asked.recipients());
    }
}
