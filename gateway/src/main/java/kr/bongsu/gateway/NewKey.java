package kr.bongsu.gateway;

import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import kr.bongsu.gateway.access.ApiKeys;
import kr.bongsu.gateway.access.Audit;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.telegram.yaml.Nearest;

/// A key for the API, as the command line asks for it: with every scope and the usual limit, unless
/// it says otherwise.
///
/// @param scopes their words, apart by commas
/// @param perMinute pushes that may be handed in
record NewKey(String name, Optional<String> scopes, Optional<String> perMinute) {

    static final NewKey NONE = new NewKey("", Optional.empty(), Optional.empty());

    NewKey named(String newName) {
        return new NewKey(newName, scopes, perMinute);
    }

    NewKey limitedTo(String newScopes) {
        return new NewKey(name, Optional.of(newScopes), perMinute);
    }

    NewKey atMost(String number) {
        return new NewKey(name, scopes, Optional.of(number));
    }

    boolean isWanted() {
        return !name.isEmpty();
    }

    /// Whether it says something of a key without asking for one.
    boolean isHalf() {
        return name.isEmpty() && (scopes.isPresent() || perMinute.isPresent());
    }

    /// Makes it, prints it once, and notes who did so.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when it cannot be as it is
    int make(Config config) throws IOException {
        String key = new ApiKeys(config.http().files().keys()).add(caller());
        try (Audit audit = new Audit(config.http().files().audit(), InstantSource.system())) {
            audit.add(System.getProperty("user.name", "?"), "key.add", name, "on the command line");
        }
        System.out.println(key);
        return 0;
    }

    /// Who shows the key.
    Caller caller() {
        Set<Scope> all = EnumSet.allOf(Scope.class);
        return new Caller(
                name,
                scopes.isEmpty() ? all : scopes(scopes.get()),
                perMinute.isEmpty() ? OptionalInt.empty() : OptionalInt.of(limit(perMinute.get())));
    }

    private static Set<Scope> scopes(String words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words.split(",", -1)) {
            scopes.add(Scope.of(word.strip()).orElseThrow(() -> noScope(word)));
        }
        return scopes;
    }

    private static IllegalArgumentException noScope(String word) {
        Set<String> known =
                EnumSet.allOf(Scope.class).stream().map(Scope::word).collect(Collectors.toSet());
        return new IllegalArgumentException(
                "'"
                        + word
                        + "' is no scope; "
                        + Nearest.to(word, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse(
                                        "there are "
                                                + known.stream()
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))));
    }

    private static int limit(String number) {
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "'" + number + "' is no number of pushes a minute; write 1 to 999999999");
        }
        return Integer.parseInt(number);
    }
}
