package kr.bongsu.gateway.ledger;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who is told what became of each push.
///
/// @param everyPush names of those who are told of every push
/// @param links lines that are told of the pushes that came over them
/// @param most outcomes that may wait for each of them; what is beyond is counted, not told
/// @param zone in which their days begin
public record Telling(Set<String> everyPush, Set<String> links, long most, ZoneId zone) {

    private static final String LINK = "link:";

    public static final Telling NOBODY = new Telling(Set.of(), Set.of(), 1, ZoneOffset.UTC);

    public Telling {
        everyPush = Set.copyOf(everyPush);
        links = Set.copyOf(links);
    }

    /// The name of a line among all who are told.
    public static String toLink(String link) {
        return LINK + link;
    }

    /// The line of such a name, if it is one.
    static Optional<String> link(String target) {
        return target.startsWith(LINK)
                ? Optional.of(target.substring(LINK.length()))
                : Optional.empty();
    }

    /// The names of all of them.
    public Set<String> targets() {
        return Stream.concat(everyPush.stream(), links.stream().map(Telling::toLink))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isNeeded() {
        return !everyPush.isEmpty() || !links.isEmpty();
    }

    /// Who is told of a push that came over a line.
    List<String> of(String link) {
        List<String> targets = new ArrayList<>(everyPush);
        if (links.contains(link)) {
            targets.add(toLink(link));
        }
        return targets;
    }
}
