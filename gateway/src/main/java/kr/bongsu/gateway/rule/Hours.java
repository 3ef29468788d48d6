package kr.bongsu.gateway.rule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/// The hours of the market, or of an office, in which a service may send.
///
/// @param from included
/// @param until not included; later than `from`
/// @param isKept whether a push waits for the next opening; else it is dropped
public record Hours(
        LocalTime from,
        LocalTime until,
        Set<DayOfWeek> days,
        Set<LocalDate> holidays,
        boolean isKept) {

    private static final int DAYS_AHEAD = 60;

    public Hours {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(from + " is not before " + until);
        }
        days = Set.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    boolean areOpen(ZonedDateTime now) {
        LocalTime time = now.toLocalTime();
        return isDay(now.toLocalDate()) && !time.isBefore(from) && time.isBefore(until);
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
        return from + "-" + until;
    }
}
