package kr.bongsu.gateway.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.bongsu.gateway.ledger.Backroom;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.PushRow;
import kr.bongsu.gateway.ledger.Reads;

/// Answers what people ask of the log. May block, for a fraction of a second; for any thread.
public final class LogSearch {

    private static final Duration PAGE_LIMIT = Duration.ofMillis(400);
    private static final Duration COUNT_LIMIT = Duration.ofMillis(100);
    private static final long MOST_COUNTED = 10_000;

    private final Backroom ledger;
    private final Catalogue catalogue;

    public LogSearch(Backroom ledger, InstantSource clock) {
        this.ledger = ledger;
        this.catalogue = new Catalogue(clock);
    }

    /// One page.
    ///
    /// @throws kr.bongsu.gateway.ledger.LedgerException when the ledger cannot be read
    public Found find(LogQuery query) {
        return ledger.read(reads -> find(reads, query));
    }

    /// How many there are on all pages.
    public Total count(LogQuery query) {
        return ledger.read(reads -> count(reads, query));
    }

    /// One push by its number, if there is such a push.
    public Optional<PushRow> push(long id) {
        return ledger.read(
                reads -> reads.first(PushRow.SELECT + "WHERE p.id = ?", List.of(id), PushRow::of));
    }

    /// How many pushes the indexes are behind; 0 while they are as near as they are meant to be.
    ///
    /// They take whole blocks, of pushes beside which no more can appear: the newest ones are
    /// always looked through one by one, and another block may be just being written.
    public long lag() {
        long safe = ledger.safeId();
        return ledger.read(reads -> {
            long last = Math.min(lastId(reads), safe);
            long behind = last - Math.max(TextIndex.lastId(reads), firstId(reads) - 1);
            return behind < 2L << TextBlock.BITS ? 0 : behind;
        });
    }

    private Found find(Reads reads, LogQuery query) {
        Buckets buckets = catalogue.buckets(reads);
        Search search = search(reads, query, buckets);
        TimeBudget budget = new TimeBudget(PAGE_LIMIT);
        OptionalLong page = query.page();
        long skip = 0;
        if (page.isPresent()) {
            if (isCatalogued(query)) {
                search = search.in(numbered(search, buckets).from(page.getAsLong()));
            } else {
                skip = (page.getAsLong() - 1) * query.rows();
            }
        }
        Walk walk = new Walk(search, finder(search, buckets), budget);
        // One more tells whether there is another page.
        List<Long> ids = walk.count(skip) < skip ? List.of() : walk.ids(query.rows() + 1L);
        boolean more = ids.size() > query.rows() || !walk.isDone();
        boolean over = ids.size() <= query.rows() && !walk.isDone();
        List<PushRow> rows = rows(reads, ids.subList(0, Math.min(ids.size(), query.rows())));
        boolean turned = search.descends() != (query.order() == LogQuery.Order.NEWEST);
        return new Found(
                turned ? rows.reversed() : rows,
                more,
                over ? OptionalLong.of(walk.reached()) : OptionalLong.empty());
    }

    private Search search(Reads reads, LogQuery query, Buckets buckets) {
        Ids ids = query.ids().meet(new Ids(firstId(reads), lastId(reads)));
        for (Condition condition : query.conditions()) {
            if (condition instanceof Condition.Between between
                    && between.column() == Condition.TimeColumn.ACCEPTED) {
                ids = ids.meet(buckets.received(from(between), until(between)));
            }
        }
        return new Search(reads, query, ids, query.descends());
    }

    private Finder finder(Search search, Buckets buckets) {
        return new Planner(search, ledger.counts(), buckets.lastId()).finder();
    }

    private Total count(Reads reads, LogQuery query) {
        LogQuery whole =
                new LogQuery(
                        query.conditions(), LogQuery.Order.NEWEST, new LogQuery.Place.First(), 1);
        Buckets buckets = catalogue.buckets(reads);
        Search search = search(reads, whole, buckets);
        if (isCatalogued(whole)) {
            return new Total(numbered(search, buckets).total(), Total.Kind.EXACT);
        }
        if (query.conditions().size() == 1
                && query.conditions().getFirst() instanceof Condition.State state) {
            Counts counts = ledger.counts();
            long pushes = state.states().stream().mapToLong(counts::in).sum();
            return new Total(pushes, Total.Kind.EXACT);
        }
        Walk walk = new Walk(search, finder(search, buckets), new TimeBudget(COUNT_LIMIT));
        long counted = walk.count(MOST_COUNTED);
        return walk.isDone()
                ? new Total(counted, Total.Kind.EXACT)
                : about(counted, walk, search.ids());
    }

    /// As many on the rest of the log as on the part that was looked through.
    private static Total about(long counted, Walk walk, Ids ids) {
        double seen = ids.last() - walk.reached() + 1.0;
        long about = Math.round(counted * ((ids.last() - ids.first() + 1.0) / Math.max(1, seen)));
        return counted < 100
                ? new Total(counted, Total.Kind.AT_LEAST)
                : new Total(Math.max(counted, about), Total.Kind.ABOUT);
    }

    /// Whether the catalogue alone knows how many fit: nothing is asked for but a time.
    private static boolean isCatalogued(LogQuery query) {
        return query.conditions().isEmpty()
                || (query.conditions().size() == 1
                        && query.conditions().getFirst() instanceof Condition.Between between
                        && between.column() == Condition.TimeColumn.ACCEPTED);
    }

    private Numbered numbered(Search search, Buckets buckets) {
        Buckets fitting = buckets;
        long newer = ledger.counts().stored() - buckets.pushes();
        if (!search.query().conditions().isEmpty()) {
            Condition.Between between = (Condition.Between) search.query().conditions().getFirst();
            fitting = buckets.within(from(between), until(between), ids -> counted(search, ids));
            newer = counted(search, search.ids().above(buckets.lastId()));
        }
        return new Numbered(search, fitting, Math.max(0, newer));
    }

    private static long counted(Search search, Ids ids) {
        Predicate all = search.all();
        List<Object> arguments = new ArrayList<>(List.of(ids.first(), ids.last()));
        arguments.addAll(all.arguments());
        return search.reads()
                .first(
                        "SELECT count(*) " + all.from() + " WHERE p.id BETWEEN ? AND ?" + all.sql(),
                        arguments,
                        row -> row.getLong(1))
                .orElse(0L);
    }

    private static List<PushRow> rows(Reads reads, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, PushRow> rows =
                reads
                        .list(
                                PushRow.SELECT
                                        + "WHERE p.id IN ("
                                        + ids.stream()
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(","))
                                        + ")",
                                List.of(),
                                PushRow::of)
                        .stream()
                        .collect(Collectors.toMap(PushRow::id, Function.identity()));
        // One that retention has just removed is not shown.
        return ids.stream()
                .map(rows::get)
                .flatMap(row -> Optional.ofNullable(row).stream())
                .toList();
    }

    private static long firstId(Reads reads) {
        return reads.number(1, "SELECT min(id) FROM push");
    }

    private static long lastId(Reads reads) {
        return reads.number(0, "SELECT max(id) FROM push");
    }

    private static long from(Condition.Between between) {
        return between.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    }

    private static long until(Condition.Between between) {
        return between.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }
}
