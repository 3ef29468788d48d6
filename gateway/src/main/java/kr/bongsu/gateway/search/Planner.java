package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import kr.bongsu.gateway.ledger.Counts;
import kr.bongsu.gateway.ledger.PushState;

/// Chooses how to find pushes: by what leaves the fewest to look at.
final class Planner {

    /// More recipients than this are found faster by looking at every push.
    private static final int MOST_RECIPIENTS = 1_000;

    /// More pushes than this in a state are found faster by looking at every push.
    private static final long MOST_IN_STATE = 10_000;

    /// More terms than this make a search no narrower, only slower.
    private static final int MOST_TERMS = 12;

    /// A block of the text index.
    ///
    /// @param indexed whether it has postings
    private record Block(long number, boolean indexed) {}

    private final Search search;
    private final Counts counts;
    private final long catalogued;

    /// @param catalogued the last push whose recipient the index knows
    Planner(Search search, Counts counts, long catalogued) {
        this.search = search;
        this.counts = counts;
        this.catalogued = catalogued;
    }

    Finder finder() {
        return byRecipients()
                .or(this::byText)
                .or(this::byState)
                .orElseGet(() -> scan(search.ids()));
    }

    private Finder scan(Ids ids) {
        return new ScanFinder(search.reads(), search.all(), ids, search.descends());
    }

    private Optional<Finder> byRecipients() {
        RecipientCondition condition = RecipientCondition.of(search.query().conditions());
        if (condition.isEmpty()) {
            return Optional.empty();
        }
        long[] recipients = condition.recipients(search.reads(), MOST_RECIPIENTS + 1);
        if (recipients.length > MOST_RECIPIENTS) {
            return Optional.empty();
        }
        Finder known =
                new RecipientFinder(
                        search.reads(),
                        recipients,
                        search.ids().below(catalogued + 1),
                        search.descends());
        Finder unknown = scan(search.ids().above(catalogued));
        return Optional.of(
                new ChainFinder(
                        search.descends() ? List.of(unknown, known) : List.of(known, unknown)));
    }

    private Optional<Finder> byText() {
        long[] terms = terms();
        if (terms.length == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new MessagePushes(
                        search, new MessageWalk(terms).finders(), RareState.of(search, counts)));
    }

    private long[] terms() {
        return search.query().conditions().stream()
                .filter(Condition.Text.class::isInstance)
                .map(Condition.Text.class::cast)
                .flatMapToLong(Planner::terms)
                .distinct()
                .limit(MOST_TERMS)
                .toArray();
    }

    private static LongStream terms(Condition.Text text) {
        return switch (text.column()) {
            case TITLE, BODY, TEXT -> LongStream.of(Terms.ofText(text.value()));
            case SERVICE, GROUP, UUID ->
                    text.match() == Match.EXACT
                            ? LongStream.of(Terms.ofWhole(text.column(), text.value()))
                            : LongStream.empty();
            case CUSTOMER, PHONE, TOKEN, COMPANY, TYPE, RESULT, FCM_NAME, LINK ->
                    LongStream.empty();
        };
    }

    /// The messages of the search in the order of the walk: through the text index where it knows
    /// them, one by one where it does not.
    private final class MessageWalk {

        private final long[] terms;
        private final Ids messages;
        private final List<MessageFinder> finders = new ArrayList<>();
        private final List<Long> indexed = new ArrayList<>();

        MessageWalk(long[] terms) {
            this.terms = terms;
            Ids ids = search.ids();
            // The first push may be in the midst of a message's.
            long first =
                    search.reads()
                            .number(
                                    ids.first(),
                                    "SELECT message FROM push WHERE id >= ? ORDER BY id LIMIT 1",
                                    ids.first());
            this.messages = new Ids(first, ids.last());
        }

        List<MessageFinder> finders() {
            List<Block> blocks = blocks();
            long known =
                    blocks.isEmpty() ? 0 : TextBlock.messages(blocks.getLast().number()).last();
            if (search.descends()) {
                blocks = blocks.reversed();
                one(messages.above(known));
            }
            for (Block block : blocks) {
                if (block.indexed()) {
                    indexed.add(block.number());
                } else {
                    flush();
                    one(TextBlock.messages(block.number()).meet(messages));
                }
            }
            flush();
            if (!search.descends()) {
                one(messages.above(known));
            }
            return finders;
        }

        private List<Block> blocks() {
            return search.reads()
                    .list(
                            "SELECT block, terms FROM text_block WHERE block BETWEEN ? AND ? ORDER"
                                    + " BY block",
                            List.of(TextBlock.of(messages.first()), TextBlock.of(messages.last())),
                            row -> new Block(row.getLong(1), row.getLong(2) >= 0));
        }

        private void one(Ids range) {
            finders.add(
                    new MessageScan(search.reads(), search.ofMessages(), range, search.descends()));
        }

        private void flush() {
            if (!indexed.isEmpty()) {
                finders.add(
                        new TextFinder(
                                search.reads(),
                                terms,
                                List.copyOf(indexed),
                                messages,
                                search.descends()));
                indexed.clear();
            }
        }
    }

    private Optional<Finder> byState() {
        return search.query()
                .condition(Condition.State.class)
                .filter(Condition.State::isRare)
                .filter(this::isFew)
                .map(state ->
                        new StateFinder(
                                search.reads(), state.ordered(), search.ids(), search.descends()));
    }

    private boolean isFew(Condition.State state) {
        Set<PushState> states = state.ordered();
        return states.stream()
                .allMatch(each ->
                        StateFinder.FAILED.contains(each)
                                ? search.reads().hasPartialIndexes()
                                : StateFinder.OPEN.contains(each)
                                        && counts.in(each) <= MOST_IN_STATE);
    }
}
