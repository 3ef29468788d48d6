package kr.bongsu.gateway.openid;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Names and values as an address or a body carries them (`application/x-www-form-urlencoded`).
final class Form {

    private final List<String> fields = new ArrayList<>();

    Form with(String name, String value) {
        fields.add(encoded(name) + "=" + encoded(value));
        return this;
    }

    String text() {
        return String.join("&", fields);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
