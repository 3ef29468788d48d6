package kr.bongsu.gateway.search;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Finds where the page of a number begins without walking there; only for searches that ask for
/// nothing but a time of acceptance, whose pushes the catalogue has counted.
///
/// @param catalogue with what fits only
/// @param newer how many pushes fit that it does not know yet
record Numbered(Search search, Buckets catalogue, long newer) {

    long total() {
        return catalogue.pushes() + newer;
    }

    /// The ids from the beginning of a page on; none when the log ends before.
    Ids from(long page) {
        LogQuery query = search.query();
        long before = (page - 1) * query.rows();
        if (before >= total()) {
            return Ids.none();
        }
        long place = search.descends() ? total() - 1 - before : before;
        Buckets.Spot spot =
                place < catalogue.pushes()
                        ? catalogue.at(place)
                        : new Buckets.Spot(
                                search.ids().above(catalogue.lastId()), place - catalogue.pushes());
        long id = idAt(spot).orElse(search.descends() ? search.ids().last() : search.ids().first());
        return search.descends() ? search.ids().below(id + 1) : search.ids().above(id - 1);
    }

    private OptionalLong idAt(Buckets.Spot spot) {
        Predicate all = search.all();
        List<Object> arguments = new ArrayList<>(List.of(spot.ids().first(), spot.ids().last()));
        arguments.addAll(all.arguments());
        arguments.add(spot.skip());
        return search
                .reads()
                .list(
                        "SELECT p.id "
                                + all.from()
                                + " WHERE p.id BETWEEN ? AND ?"
                                + all.sql()
                                + " ORDER BY p.id LIMIT 1 OFFSET ?",
                        arguments,
                        row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
