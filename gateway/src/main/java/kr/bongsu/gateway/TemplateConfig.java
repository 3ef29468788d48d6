package kr.bongsu.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.fcm.MessageTemplate;
import kr.bongsu.gateway.fcm.Templates;
import kr.bongsu.gateway.fcm.Text;
import kr.bongsu.telegram.yaml.YamlMap;
import kr.bongsu.telegram.yaml.YamlValue;

/// Reads `fcm.templates`: how the pushes of which service are written.
final class TemplateConfig {

    private static final Duration LONGEST_LIFE = Duration.ofDays(28);

    private TemplateConfig() {}

    static Templates read(List<YamlValue> items) {
        Optional<MessageTemplate> otherwise = Optional.empty();
        Map<String, MessageTemplate> byService = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (YamlValue item : items) {
            Optional<YamlMap> map = item.map();
            if (map.isEmpty()) {
                item.fault("is no template", "write { services: [..], ... }");
                continue;
            }
            Set<String> services = services(map.get(), taken);
            MessageTemplate template = template(map.get());
            map.get().finish();
            services.forEach(service -> byService.put(service, template));
            if (services.isEmpty() && otherwise.isPresent()) {
                item.fault(
                        "is a second template for every other service",
                        "name its services, or remove one");
            } else if (services.isEmpty()) {
                otherwise = Optional.of(template);
            }
        }
        return new Templates(otherwise.orElse(MessageTemplate.DEFAULT), byService);
    }

    /// The names under `services`, each of which may stand once in all.
    static Set<String> services(YamlMap map, Set<String> taken) {
        Set<String> services = new HashSet<>();
        for (String name : words(map, "services")) {
            services.add(name);
            if (!taken.add(name)) {
                map.fault("services", "'" + name + "' stands twice", "remove one");
            }
        }
        return services;
    }

    static List<String> words(YamlMap map, String key) {
        List<String> words = new ArrayList<>();
        for (YamlValue item : map.list(key)) {
            item.text().ifPresentOrElse(words::add, () -> item.fault("is no text", "write a text"));
        }
        return words;
    }

    private static MessageTemplate template(YamlMap map) {
        MessageTemplate otherwise = MessageTemplate.DEFAULT;
        boolean isShown = map.flag("notification", true);
        Text title = text(map, "title", "{title}");
        Text body = text(map, "body", "{body}");
        MessageTemplate.Terms terms =
                new MessageTemplate.Terms(
                        map.choice("priority", Map.of("high", true, "normal", false), true),
                        life(map),
                        map.flag("validate_only", false));
        return new MessageTemplate(
                isShown
                        ? Optional.of(new MessageTemplate.Notification(title, body))
                        : Optional.empty(),
                map.has("data") ? data(map.map("data")) : otherwise.data(),
                terms,
                new MessageTemplate.Platforms(
                        android(map.map("android")), apns(map.map("apns")), webpush(map)));
    }

    private static Optional<Duration> life(YamlMap map) {
        if (!map.has("ttl")) {
            return Optional.empty();
        }
        Duration life = map.duration("ttl", Duration.ZERO, LONGEST_LIFE);
        if (life.compareTo(LONGEST_LIFE) > 0) {
            map.fault("ttl", "is too long", "write at most 28d");
        }
        return Optional.of(life);
    }

    private static Map<String, Text> data(YamlMap map) {
        Map<String, Text> data = new LinkedHashMap<>();
        for (String key : map.keys()) {
            data.put(key, text(map, key, ""));
            if (key.equals("from")
                    || key.equals("message_type")
                    || key.equals("mid")
                    || key.startsWith("google.")
                    || key.startsWith("gcm.notification.")) {
                map.fault(key, "is a key that FCM or Bongsu keeps for itself", "rename it");
            }
        }
        map.finish();
        return data;
    }

    private static MessageTemplate.Android android(YamlMap map) {
        MessageTemplate.Android android =
                new MessageTemplate.Android(
                        map.optional("channel"),
                        map.optional("collapse_key"),
                        map.optional("sound"));
        map.finish();
        return android;
    }

    private static MessageTemplate.Apns apns(YamlMap map) {
        Map<String, String> headers = new LinkedHashMap<>();
        YamlMap own = map.map("headers");
        for (String key : own.keys()) {
            headers.put(key, own.text(key));
            if (Set.of("apns-collapse-id", "apns-expiration", "apns-priority").contains(key)) {
                own.fault(key, "follows from the rest of the template", "remove it");
            }
        }
        own.finish();
        MessageTemplate.Apns apns =
                new MessageTemplate.Apns(
                        Optional.of(map.integer("badge", 0, 99_999, 1)),
                        map.optional("sound"),
                        map.flag("content_available", true),
                        headers);
        map.finish();
        return apns;
    }

    private static Optional<MessageTemplate.Webpush> webpush(YamlMap template) {
        boolean isThere = template.has("webpush");
        YamlMap map = template.map("webpush");
        Optional<String> link = map.optional("link");
        if (link.filter(each -> !each.startsWith("https://")).isPresent()) {
            map.fault("link", "is no https link", "write https://...");
        }
        MessageTemplate.Webpush webpush = new MessageTemplate.Webpush(link, map.optional("icon"));
        map.finish();
        return isThere ? Optional.of(webpush) : Optional.empty();
    }

    private static Text text(YamlMap map, String key, String otherwise) {
        try {
            return Text.of(map.text(key, otherwise));
        } catch (IllegalArgumentException e) {
            map.fault(key, String.valueOf(e.getMessage()), "write one of these");
            return Text.of("");
        }
    }
}
