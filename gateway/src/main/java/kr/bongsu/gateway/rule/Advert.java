package kr.bongsu.gateway.rule;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;

/// What Korean law (정보통신망법 §50) asks of an advertisement: it says that it is one and whose, first
/// of all, and it does not come at night unless the customer has consented to that too.
///
/// @param sender whose it is, as the customer knows the name
/// @param nightTypes the recipients' types that mark a consent for the night
public record Advert(String sender, Set<String> nightTypes) {

    static final String LABEL = "(광고)";

    private static final LocalTime NIGHT_FROM = LocalTime.of(21, 0);
    private static final LocalTime NIGHT_UNTIL = LocalTime.of(8, 0);

    public Advert {
        nightTypes = Set.copyOf(nightTypes);
    }

    /// The title with label and sender first; the same when both are there.
    String title(String title) {
        String text = title.strip();
        boolean isLabelled = text.startsWith(LABEL);
        String rest = isLabelled ? text.substring(LABEL.length()).strip() : text;
        boolean isNamed = rest.startsWith(sender);
        if (isLabelled && isNamed) {
            return title;
        }
        return (LABEL + " " + (isNamed ? "" : sender + " ") + rest).strip();
    }

    boolean mayComeAtNight(String type) {
        return nightTypes.contains(type);
    }

    static boolean isNight(ZonedDateTime now) {
        LocalTime time = now.toLocalTime();
        return !time.isBefore(NIGHT_FROM) || time.isBefore(NIGHT_UNTIL);
    }

    static ZonedDateTime nextMorning(ZonedDateTime now) {
        ZonedDateTime today = now.toLocalDate().atTime(NIGHT_UNTIL).atZone(now.getZone());
        return today.isAfter(now)
                ? today
                : now.toLocalDate().plusDays(1).atTime(NIGHT_UNTIL).atZone(now.getZone());
    }

    /// When the night after a day begins.
    static ZonedDateTime evening(ZonedDateTime day) {
        return day.toLocalDate().atTime(NIGHT_FROM).atZone(day.getZone());
    }
}
