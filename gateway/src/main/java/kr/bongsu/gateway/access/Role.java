package kr.bongsu.gateway.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a person is here for; each role may do what the one before it may, and more.
public enum Role {
    /// Looks at everything, personal data masked.
    VIEWER,
    /// Steers, and may see personal data when he says why.
    OPERATOR,
    /// Also says who may do what, and reads who did what.
    ADMIN;

    public Set<Scope> scopes() {
        return switch (this) {
            case VIEWER -> EnumSet.of(Scope.READ);
            case OPERATOR ->
                    EnumSet.of(
                            Scope.READ,
                            Scope.LINKS,
                            Scope.LANES,
                            Scope.STEER,
                            Scope.PROCESSES,
                            Scope.TEST,
                            Scope.PERSONAL);
            case ADMIN ->
                    EnumSet.of(
                            Scope.READ,
                            Scope.LINKS,
                            Scope.LANES,
                            Scope.STEER,
                            Scope.PROCESSES,
                            Scope.TEST,
                            Scope.FLUSH,
                            Scope.PERSONAL,
                            Scope.AUDIT,
                            Scope.USERS);
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of that word.
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
