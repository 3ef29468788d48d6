package kr.bongsu.gateway.openid;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.bongsu.gateway.access.Identity;
import kr.bongsu.gateway.access.Role;
import org.jspecify.annotations.Nullable;

/// What a provider's claims mean here: who somebody is, and what he may do.
record Meaning(OpenIdSettings.Claims settings) {

    private static final int LONGEST_NAME = 64;

    /// Whom the claims are about. He is his subject; the name is for people.
    Identity.Provided who(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        String name =
                claim(claims, settings.name()) instanceof String text && !clean(text).isEmpty()
                        ? clean(text)
                        : clean(subject);
        List<String> known =
                texts(claim(claims, settings.groups())).stream()
                        .filter(each ->
                                settings.roles().values().stream()
                                        .anyMatch(groups -> groups.contains(each)))
                        .distinct()
                        .toList();
        return new Identity.Provided(claims.getIssuer(), subject, name, known);
    }

    /// The highest of the roles that the groups give.
    Optional<Role> role(List<String> groups) {
        return Arrays.stream(Role.values())
                .filter(role ->
                        settings.roles().getOrDefault(role, Set.of()).stream()
                                .anyMatch(groups::contains))
                .max(Comparator.naturalOrder());
    }

    /// A claim by its name; else, for `a.b`, what is called `b` within `a`.
    private static @Nullable Object claim(JWTClaimsSet claims, String name) {
        Object there = claims.getClaim(name);
        if (there != null) {
            return there;
        }
        Object inner = claims.getClaims();
        for (String part : name.split("\\.", -1)) {
            inner = inner instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return inner;
    }

    private static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String one -> List.of(one);
            case Collection<?> many ->
                    many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }

    /// Without what a reader does not see, such as marks that turn the direction of what follows.
    private static String clean(String text) {
        return text.replaceAll("[\\p{C}\\s]+", " ")
                .strip()
                .codePoints()
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
