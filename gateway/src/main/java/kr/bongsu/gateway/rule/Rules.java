package kr.bongsu.gateway.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.gateway.push.Push;

/// Decides for each push whether it may leave now, by the rules of its service. Pure.
///
/// @param byService by the name of the service
/// @param zone in which times of day are meant
public record Rules(ServiceRule otherwise, Map<String, ServiceRule> byService, ZoneId zone) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    /// Everything may leave at any time.
    public static final Rules NONE = new Rules(ServiceRule.NONE, Map.of(), ZoneId.of("Asia/Seoul"));

    public Rules {
        byService = Map.copyOf(byService);
    }

    public Verdict decide(Push push, Instant now) {
        ServiceRule rule = of(push);
        if (rule.equals(ServiceRule.NONE)) {
            return new Verdict.Send(push, Optional.empty());
        }
        Optional<Instant> end = rule.end(push);
        if (end.isPresent() && !now.isBefore(end.get())) {
            return new Verdict.Drop(
                    "not sent within " + rule.use().map(Object::toString).orElse(""));
        }
        ZonedDateTime local = now.atZone(zone);
        if (rule.hours().isPresent() && !rule.hours().get().areOpen(local)) {
            return closed(rule.hours().get(), local, end);
        }
        Push dated = dated(push, rule, local);
        return rule.advert().isPresent()
                ? advert(dated, rule.advert().get(), local, end)
                : new Verdict.Send(dated, Optional.empty());
    }

    /// The push in the words in which it leaves: an advert has its label and sender first.
    public Push worded(Push push) {
        return of(push).advert().map(advert -> worded(push, advert)).orElse(push);
    }

    private static Push worded(Push push, Advert advert) {
        return push.titled(advert.title(push.message().title()));
    }

    /// When a push that was tried is of no use any more, if ever: then it need not be tried again.
    public Optional<Instant> end(Push push) {
        ServiceRule rule = of(push);
        return rule.isOnce() ? Optional.of(push.times().readyAt()) : rule.end(push);
    }

    /// Over how long a campaign of a service leaves, if not at once.
    public Optional<Duration> spread(String service) {
        return of(service).spread();
    }

    private ServiceRule of(Push push) {
        return of(push.message().service());
    }

    private ServiceRule of(String service) {
        return byService.getOrDefault(service, otherwise);
    }

    /// What FCM cannot deliver while it is of use must not come later.
    private static Push dated(Push push, ServiceRule rule, ZonedDateTime local) {
        Push dated = rule.end(push).map(push::expiringAt).orElse(push);
        return rule.hours()
                .filter(hours -> !hours.isKept())
                .map(hours -> dated.expiringAt(hours.closing(local).toInstant()))
                .orElse(dated);
    }

    private static Verdict closed(Hours hours, ZonedDateTime local, Optional<Instant> end) {
        String reason = "outside the hours " + hours;
        return hours.isKept()
                ? hours.nextOpening(local)
                        .map(opening -> later(opening, reason, end))
                        .orElseGet(() -> new Verdict.Drop(reason + ", which do not come again"))
                : new Verdict.Drop(reason);
    }

    private static Verdict advert(
            Push push, Advert advert, ZonedDateTime local, Optional<Instant> end) {
        boolean isConsented = advert.mayComeAtNight(push.recipient().type());
        boolean isNight = Advert.isNight(local);
        if (isNight && !isConsented) {
            return later(
                    Advert.nextMorning(local),
                    "advert at night ("
                            + local.format(MINUTE)
                            + " in "
                            + local.getZone()
                            + "), not consented for the night",
                    end);
        }
        Push worded = worded(push, advert);
        String note =
                "advert sent: "
                        + (isNight
                                ? "night, consented by type " + push.recipient().type()
                                : "day, " + local.format(MINUTE) + " in " + local.getZone())
                        + (worded.equals(push)
                                ? "; label and sender are there"
                                : "; label and sender put first");
        // What FCM cannot deliver before the night must not come in it.
        Push dated = isConsented ? worded : worded.expiringAt(Advert.evening(local).toInstant());
        return new Verdict.Send(dated, Optional.of(note));
    }

    private static Verdict later(ZonedDateTime until, String reason, Optional<Instant> end) {
        Instant then = until.toInstant();
        return end.isPresent() && !then.isBefore(end.get())
                ? new Verdict.Drop(reason + "; its time is over before it may be sent")
                : new Verdict.Later(then, reason);
    }
}
