package kr.bongsu.gateway.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.access.Tokens;
import kr.bongsu.gateway.search.Column;
import kr.bongsu.gateway.search.Condition;
import kr.bongsu.gateway.search.LogQuery;
import kr.bongsu.gateway.search.Match;

/// Sees to it that a search does not give away what is masked in its answer.
///
/// Whoever may not see personal data finds by it only what he knows already, in whole: of a part,
/// the number of finds would tell one digit after the other. Of a telephone number four digits are
/// masked, so he may ask for so many different values a day and no more; asking for the same again,
/// as a page does that refreshes, is free.
final class Discretion {

    /// Different values that somebody may look for in a day.
    static final int MOST_A_DAY = 300;

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_CALLERS = 1_000;
    private static final Set<Column> PERSONAL =
            EnumSet.of(
                    Column.CUSTOMER,
                    Column.PHONE,
                    Column.TOKEN,
                    Column.TITLE,
                    Column.BODY,
                    Column.TEXT);

    private final InstantSource clock;
    private final Map<String, Day> days = new LinkedHashMap<>();

    /// What somebody has looked for since.
    ///
    /// @param values digests, because they need not lie about in memory
    private record Day(Instant since, Set<String> values) {}

    Discretion(InstantSource clock) {
        this.clock = clock;
    }

    /// Lets a question pass, or not.
    ///
    /// @throws Problem 403 for a part of what is masked, 429 after too many whole values
    void check(Caller caller, LogQuery query) {
        if (caller.may(Scope.PERSONAL)) {
            return;
        }
        for (Condition condition : query.conditions()) {
            if (condition instanceof Condition.Text(Column column, Match match, String value)
                    && PERSONAL.contains(column)) {
                if (match != Match.EXACT) {
                    throw new Problem(
                            403,
                            "by a part of '"
                                    + column.word()
                                    + "' only those may search who may see personal data; write"
                                    + " the whole of it",
                            "personal");
                }
                count(caller, column.word() + " " + value);
            }
        }
    }

    private synchronized void count(Caller caller, String value) {
        Instant now = clock.instant();
        Day day = days.get(caller.name());
        if (day == null || !now.isBefore(day.since.plus(DAY))) {
            day = new Day(now, new HashSet<>());
            days.put(caller.name(), day);
            if (days.size() > MOST_CALLERS) {
                days.remove(days.keySet().iterator().next());
            }
        }
        String digest = Tokens.digest(value);
        if (day.values.contains(digest)) {
            return;
        }
        if (day.values.size() >= MOST_A_DAY) {
            throw new Problem(
                    429,
                    "you have looked for "
                            + MOST_A_DAY
                            + " different customers, telephones or texts since "
                            + day.since
                            + "; whoever may see personal data has no such limit",
                    Duration.between(now, day.since.plus(DAY)));
        }
        day.values.add(digest);
    }
}
