package kr.bongsu.gateway.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.PushRow;
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

    /// What came under a key.
    ///
    /// @param first the number of its first push
    /// @param digest of the request; empty when an earlier build stored it
    /// @param isThere whether its pushes have not been removed
    record Before(long first, String digest, boolean isThere) {}

    Optional<Before> under(String key) {
        return ledger.read(reads ->
                reads.first(
                        """
                        SELECT t.id, r.digest, (SELECT count(*) FROM push p WHERE p.id = t.id)
                        FROM telegram t LEFT JOIN request r ON r.id = t.id WHERE t.dedup_key = ?
                        """,
                        List.of(key),
                        row ->
                                new Before(
                                        row.getLong(1),
                                        Objects.requireNonNullElse(row.getString(2), ""),
                                        row.getLong(3) > 0)));
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
}
