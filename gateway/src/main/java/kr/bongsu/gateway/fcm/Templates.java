package kr.bongsu.gateway.fcm;

import java.util.Map;

/// The templates by the name of the service that sends.
public record Templates(MessageTemplate otherwise, Map<String, MessageTemplate> byService) {

    public static final Templates DEFAULT = new Templates(MessageTemplate.DEFAULT, Map.of());

    public Templates {
        byService = Map.copyOf(byService);
    }
}
