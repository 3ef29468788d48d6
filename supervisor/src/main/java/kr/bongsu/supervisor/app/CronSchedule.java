package kr.bongsu.supervisor.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The moments that a cron line of five or six fields names, in a time zone.
///
/// Six fields start with seconds. Fields take `*`, lists, ranges, steps, and names of months and
/// days. As in cron, when both day of month and day of week are restricted, either may match. A
/// moment that a clock change skips is skipped.
public final class CronSchedule {
    private static final Map<String, String> NICKNAMES =
            Map.of(
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *",
                    "@monthly", "0 0 1 * *",
                    "@weekly", "0 0 * * 0",
                    "@daily", "0 0 * * *",
                    "@midnight", "0 0 * * *",
                    "@hourly", "0 * * * *");
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> DAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /// A 29 February on a given weekday comes at least this often.
    private static final int MAX_YEARS = 40;

    private final String line;
    private final ZoneId zone;
    private final BitSet seconds;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet monthDays;
    private final BitSet months;
    private final BitSet weekDays;
    private final boolean eitherDay;

    private CronSchedule(String line, ZoneId zone) {
        this.line = line;
        this.zone = zone;
        String[] given = NICKNAMES.getOrDefault(line.strip(), line).strip().split("\\s+", -1);
        if (given.length != 5 && given.length != 6) {
            throw new IllegalArgumentException(
                    "\""
                            + line
                            + "\" is not a cron line; it needs 5 fields (minute hour day month weekday) or 6 with seconds first");
        }
        int first = given.length - 5;
        seconds = first == 1 ? field(given[0], 0, 59, List.of()) : field("0", 0, 59, List.of());
        minutes = field(given[first], 0, 59, List.of());
        hours = field(given[first + 1], 0, 23, List.of());
        monthDays = field(given[first + 2], 1, 31, List.of());
        months = field(given[first + 3], 1, 12, MONTHS);
        weekDays = field(given[first + 4], 0, 7, DAYS);
        if (weekDays.get(7)) {
            weekDays.set(0);
        }
        eitherDay = !given[first + 2].startsWith("*") && !given[first + 4].startsWith("*");
    }

    public static CronSchedule of(String line, ZoneId zone) {
        return new CronSchedule(line, zone);
    }

    /// The first moment after this one, or empty when the line names none that ever comes.
    public Optional<Instant> next(Instant after) {
        ZonedDateTime t = after.atZone(zone).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        ZonedDateTime limit = t.plusYears(MAX_YEARS);
        while (t.isBefore(limit)) {
            if (!months.get(t.getMonthValue())) {
                t = t.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!dayMatches(t)) {
                t = t.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(t.getHour())) {
                t = t.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(t.getMinute())) {
                t = t.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            } else if (!seconds.get(t.getSecond())) {
                t = t.plusSeconds(1);
            } else {
                return Optional.of(t.toInstant());
            }
        }
        return Optional.empty();
    }

    private boolean dayMatches(ZonedDateTime t) {
        boolean monthDay = monthDays.get(t.getDayOfMonth());
        boolean weekDay = weekDays.get(t.getDayOfWeek().getValue() % 7);
        return eitherDay ? monthDay || weekDay : monthDay && weekDay;
    }

    private BitSet field(String text, int min, int max, List<String> names) {
        BitSet set = new BitSet(max + 1);
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] rangeAndStep = part.split("/", -1);
            String[] ends = rangeAndStep[0].split("-", -1);
            boolean all = rangeAndStep[0].equals("*") || rangeAndStep[0].equals("?");
            int step = rangeAndStep.length == 1 ? 1 : number(rangeAndStep[1], 1, max, List.of());
            int from = all ? min : number(ends[0], min, max, names);
            int to =
                    all || (ends.length == 1 && rangeAndStep.length == 2)
                            ? max
                            : number(ends[ends.length - 1], min, max, names);
            if (rangeAndStep.length > 2 || ends.length > 2 || to < from) {
                throw wrong(part, min, max);
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private int number(String text, int min, int max, List<String> names) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return named + min;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(text, min, max);
        }
        throw wrong(text, min, max);
    }

    private IllegalArgumentException wrong(String part, int min, int max) {
        return new IllegalArgumentException(
                "\""
                        + part
                        + "\" in the cron line \""
                        + line
                        + "\" must lie between "
                        + min
                        + " and "
                        + max);
    }

    @Override
    public String toString() {
        return line;
    }
}
