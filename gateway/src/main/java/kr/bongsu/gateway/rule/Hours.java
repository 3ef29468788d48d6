package kr.bongsu.gateway.rule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/// The hours of the market, or of an office, in which a service may send.
///
/// @param from included
/// @param until not included; of the next day when it is not later than `from`, so that midnight is
///   the end of the day
/// @param days on which they open
/// @param isKept whether a push waits for the next opening; else it is dropped
public record Hours(
        LocalTime from,
        LocalTime until,
        Set<DayOfWeek> days,
        Set<LocalDate> holidays,
        boolean isKept) {

    private static final int DAYS_AHEAD = 60;

    public Hours {
        days = Set.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    boolean areOpen(ZonedDateTime now) {
        return isIn(now.toLocalDate(), now) || isIn(now.toLocalDate().minusDays(1), now);
    }

    /// When they close that are open.
    ZonedDateTime closing(ZonedDateTime now) {
        LocalDate yesterday = now.toLocalDate().minusDays(1);
        return closing(isIn(yesterday, now) ? yesterday : now.toLocalDate(), now.getZone());
    }

    /// Whether it is in the hours that open on a day.
    private boolean isIn(LocalDate day, ZonedDateTime now) {
        return isDay(day)
                && !now.isBefore(day.atTime(from).atZone(now.getZone()))
                && now.isBefore(closing(day, now.getZone()));
    }

    private ZonedDateTime closing(LocalDate day, ZoneId zone) {
        return (from.isBefore(until) ? day : day.plusDays(1)).atTime(until).atZone(zone);
    }

    /// When they open next; nothing when they do not for two months.
    Optional<ZonedDateTime> nextOpening(ZonedDateTime now) {
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate day = now.toLocalDate().plusDays(ahead);
            ZonedDateTime opening = day.atTime(from).atZone(now.getZone());
            if (isDay(day) && opening.isAfter(now)) {
                return Optional.of(opening);
            }
        }
        return Optional.empty();
    }

    private boolean isDay(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    @Override
    public String toString() {
        return from + "-" + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : until);
    }
}
