package kr.bongsu.gateway;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.fcm.MessageTemplate;
import kr.bongsu.gateway.rule.Advert;
import kr.bongsu.gateway.rule.Hours;
import kr.bongsu.gateway.rule.Rules;
import kr.bongsu.gateway.rule.ServiceRule;
import kr.bongsu.telegram.yaml.YamlMap;
import kr.bongsu.telegram.yaml.YamlValue;

/// Reads the sections `services` and `holidays`: the rules of the classes of services.
final class ServicesConfig {

    private static final Map<String, DayOfWeek> DAYS =
            Map.of(
                    "mon", DayOfWeek.MONDAY,
                    "tue", DayOfWeek.TUESDAY,
                    "wed", DayOfWeek.WEDNESDAY,
                    "thu", DayOfWeek.THURSDAY,
                    "fri", DayOfWeek.FRIDAY,
                    "sat", DayOfWeek.SATURDAY,
                    "sun", DayOfWeek.SUNDAY);

    private static final Duration LONGEST_SPREAD = Duration.ofDays(1);

    private final Set<LocalDate> holidays;

    private ServicesConfig(Set<LocalDate> holidays) {
        this.holidays = holidays;
    }

    /// @param templates by which their pushes are written
    static Rules read(YamlMap file, ServiceTemplates templates) {
        ServicesConfig config = new ServicesConfig(holidays(file));
        Map<String, ServiceRule> byService = new HashMap<>();
        Set<String> taken = new HashSet<>();
        Optional<ServiceRule> otherwise = Optional.empty();
        List<Runnable> checks = new ArrayList<>();
        for (YamlValue item : file.list("services")) {
            Optional<YamlMap> map = item.map();
            if (map.isEmpty()) {
                item.fault("is no class of services", "write { services: [..], ... }");
                continue;
            }
            Set<String> names = TemplateConfig.services(map.get(), taken);
            ServiceRule rule = config.rule(map.get());
            map.get().finish();
            names.forEach(name -> byService.put(name, rule));
            if (rule.advert().isPresent()) {
                checks.add(() -> checkTitles(map.get(), templates.of(names, taken)));
            }
            if (names.isEmpty() && otherwise.isPresent()) {
                item.fault(
                        "is a second class for every other service",
                        "name its services, or remove one");
            } else if (names.isEmpty()) {
                otherwise = Optional.of(rule);
            }
        }
        // Which services have no class is known only now.
        checks.forEach(Runnable::run);
        return templates.lives(
                new Rules(otherwise.orElse(ServiceRule.NONE), byService, Main.SEOUL));
    }

    /// What stands before the push's title, or in its place, would stand before the label.
    private static void checkTitles(YamlMap map, List<MessageTemplate> templates) {
        templates.stream()
                .flatMap(each -> each.notification().stream())
                .map(each -> each.title().toString())
                .filter(title -> !title.startsWith("{title}"))
                .findFirst()
                .ifPresent(title ->
                        map.fault(
                                "advert",
                                "a template of these services shows the title '"
                                        + title
                                        + "', which does not begin with the advert's label and"
                                        + " sender",
                                "begin the title with {title} in fcm.templates, or give these"
                                        + " services a template of their own"));
    }

    private ServiceRule rule(YamlMap map) {
        Duration life = map.duration("expires_after", Duration.ofSeconds(1), Duration.ZERO);
        Duration spread = map.duration("spread", Duration.ofSeconds(1), Duration.ZERO);
        if (spread.compareTo(LONGEST_SPREAD) > 0) {
            map.fault("spread", "is longer than a day", "write for example 30m");
        }
        return new ServiceRule(
                life.isZero() ? Optional.empty() : Optional.of(life),
                map.has("hours") ? hours(map.map("hours")) : Optional.empty(),
                map.has("advert") ? Optional.of(advert(map.map("advert"))) : Optional.empty(),
                spread.isZero() ? Optional.empty() : Optional.of(spread));
    }

    private Optional<Hours> hours(YamlMap map) {
        LocalTime from = time(map, "from");
        LocalTime until = time(map, "until");
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : TemplateConfig.words(map, "days")) {
            DayOfWeek day = DAYS.get(word);
            if (day == null) {
                map.fault(
                        "days",
                        "'" + word + "' is no day",
                        "write mon, tue, wed, thu, fri, sat, sun");
            } else {
                days.add(day);
            }
        }
        if (days.isEmpty()) {
            days.addAll(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        }
        boolean isKept = map.choice("outside", Map.of("wait", true, "drop", false), true);
        map.finish();
        if (from.equals(until) && !until.equals(LocalTime.MIDNIGHT)) {
            map.fault(
                    "until",
                    "is the same as 'from'",
                    "write for example from: \"08:30\", until: \"16:00\"");
            return Optional.empty();
        }
        return Optional.of(new Hours(from, until, days, holidays, isKept));
    }

    private static LocalTime time(YamlMap map, String key) {
        String text = map.text(key);
        if (text.equals("24:00") && key.equals("until")) {
            return LocalTime.MIDNIGHT;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException notOne) {
            map.fault(key, "'" + text + "' is no time of day", "write for example \"08:30\"");
            return LocalTime.MIN;
        }
    }

    private static Advert advert(YamlMap map) {
        String sender = map.text("sender");
        if (sender.isBlank()) {
            map.fault(
                    "sender", "names nobody", "write the name by which customers know the sender");
        }
        List<String> types = TemplateConfig.words(map, "night_types");
        map.finish();
        return new Advert(sender.strip(), Set.copyOf(types));
    }

    private static Set<LocalDate> holidays(YamlMap file) {
        Set<LocalDate> holidays = new HashSet<>();
        for (String text : TemplateConfig.words(file, "holidays")) {
            try {
                holidays.add(LocalDate.parse(text));
            } catch (DateTimeParseException notOne) {
                file.fault("holidays", "'" + text + "' is no date", "write for example 2026-01-01");
            }
        }
        return holidays;
    }
}
