package kr.bongsu.gateway.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a person asks of the log: which pushes, in what order, which page of them.
///
/// @param rows of a page
public record LogQuery(List<Condition> conditions, Order order, Place place, int rows) {

    /// The most rows of a page.
    public static final int MOST_ROWS = 500;

    /// Which end of the log comes first.
    public enum Order {
        NEWEST,
        OLDEST
    }

    /// Where a page begins. What is named by an id stays the same while pushes arrive.
    public sealed interface Place {

        /// The first page of the order.
        record First() implements Place {}

        /// Only pushes older than this id, the next to it.
        record Before(long id) implements Place {}

        /// Only pushes newer than this id, the next to it.
        record After(long id) implements Place {}

        /// The page of this number, counted from 1.
        record Numbered(long page) implements Place {
            public Numbered {
                if (page < 1) {
                    throw new IllegalArgumentException("pages are counted from 1");
                }
            }
        }
    }

    public LogQuery {
        conditions = List.copyOf(conditions);
        if (rows < 1 || rows > MOST_ROWS) {
            throw new IllegalArgumentException("a page has 1 to " + MOST_ROWS + " rows");
        }
    }

    /// Whether the walk goes from newer to older ids; what it finds is turned round where the order
    /// of the page is the other.
    boolean descends() {
        return switch (place) {
            case Place.First _, Place.Numbered _ -> order == Order.NEWEST;
            case Place.Before _ -> true;
            case Place.After _ -> false;
        };
    }

    /// The ids next to which the walk begins, not included themselves.
    Ids ids() {
        return switch (place) {
            case Place.First _, Place.Numbered _ -> Ids.ALL;
            case Place.Before before -> Ids.ALL.below(before.id());
            case Place.After after -> Ids.ALL.above(after.id());
        };
    }

    OptionalLong page() {
        return place instanceof Place.Numbered numbered
                ? OptionalLong.of(numbered.page())
                : OptionalLong.empty();
    }

    /// The first condition of a kind.
    <C extends Condition> Optional<C> condition(Class<C> kind) {
        return conditions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
