package kr.bongsu.gateway;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kr.bongsu.gateway.fcm.MessageTemplate;
import kr.bongsu.gateway.fcm.Templates;
import kr.bongsu.gateway.rule.Rules;
import kr.bongsu.gateway.rule.ServiceRule;

/// What the templates of services mean for their rules. Pure.
record ServiceTemplates(Templates templates) {

    /// The templates of a class of services.
    ///
    /// @param names its services; none: those that no other class names
    /// @param named all services that a class names
    List<MessageTemplate> of(Set<String> names, Set<String> named) {
        return names.isEmpty()
                ? Stream.concat(
                                Stream.of(templates.otherwise()),
                                templates.byService().entrySet().stream()
                                        .filter(each -> !named.contains(each.getKey()))
                                        .map(Map.Entry::getValue))
                        .toList()
                : names.stream().map(this::of).toList();
    }

    /// The same rules, by which no push outlives its message.
    Rules lives(Rules rules) {
        Set<String> names = new HashSet<>(rules.byService().keySet());
        names.addAll(templates.byService().keySet());
        Map<String, ServiceRule> byService = new HashMap<>();
        for (String name : names) {
            ServiceRule rule = rules.byService().getOrDefault(name, rules.otherwise());
            byService.put(name, rule.living(of(name).terms().life()));
        }
        return new Rules(
                rules.otherwise().living(templates.otherwise().terms().life()),
                byService,
                rules.zone());
    }

    private MessageTemplate of(String service) {
        return templates.byService().getOrDefault(service, templates.otherwise());
    }
}
