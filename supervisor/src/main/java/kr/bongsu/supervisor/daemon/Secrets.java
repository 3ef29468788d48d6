package kr.bongsu.supervisor.daemon;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kr.bongsu.supervisor.json.JsonObject;

/// Hides values of variables whose name or form says that they are nobody else's business.
final class Secrets {
    private static final String HIDDEN = "********";
    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)(secret|passw|pwd$|passphrase|token|api_?key|access_?key|private|credential|auth|_key$|_dsn$|cookie|signature)");
    private static final Pattern USER_IN_URL = Pattern.compile("(\\w+://[^:/@\\s]*:)[^@/\\s]+@");

    private Secrets() {}

    static Map<String, String> masked(Map<String, String> variables) {
        Map<String, String> masked = new TreeMap<>();
        variables.forEach((name, value) -> masked.put(name, masked(name, value)));
        return masked;
    }

    private static String masked(String name, String value) {
        return NAME.matcher(name).find()
                ? HIDDEN
                : USER_IN_URL.matcher(value).replaceAll("$1" + HIDDEN + "@");
    }

    /// Settings with the variables in them masked.
    static JsonObject maskedSettings(JsonObject settings) {
        JsonObject masked = new JsonObject();
        settings.members()
                .forEach((key, value) ->
                        masked.put(
                                key,
                                value instanceof JsonObject variables && key.startsWith("env")
                                        ? JsonObject.ofTexts(
                                                masked(
                                                        new JsonObject()
                                                                .put("v", variables)
                                                                .textMap("v")))
                                        : value));
        return masked;
    }
}
