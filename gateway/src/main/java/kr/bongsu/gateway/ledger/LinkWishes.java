package kr.bongsu.gateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kr.bongsu.gateway.log.Log;

/// What people wish of this gateway's links: in the ledger, so that it outlives the gateway.
///
/// A wish is kept as it is at the moment of the commit. Whoever changes one keeps it afterwards, so
/// of two who do so at once the last to be kept is what the link does.
public final class LinkWishes {

    private static final Log LOG = Log.of(LinkWishes.class);

    private final Backroom backroom;
    private final String node;

    /// @param node the name that this gateway has at each of its starts, among those that share the
    ///   ledger; empty in a file, whose gateway is the same whatever its host is called
    LinkWishes(Backroom backroom, String node) {
        this.backroom = backroom;
        this.node = node;
    }

    /// What is wished of a link. An endpoint that was chosen among others than these is forgotten.
    ///
    /// @throws LedgerException when that cannot be known
    public LinkWish of(String link, String endpoints) {
        LinkWish wish = backroom.read(reads -> new LinkWish(hold(reads, link), place(reads, link)));
        Optional<LinkWish.Place> stale =
                wish.place().filter(place -> !place.among().equals(endpoints));
        if (stale.isEmpty()) {
            return wish;
        }
        forget(link);
        LOG.warn(
                "link.endpoint-forgotten",
                "link",
                link,
                "was",
                stale.get().endpoint(),
                "means",
                "the configuration names other endpoints now; the line begins at the first");
        return new LinkWish(wish.hold(), Optional.empty());
    }

    private Optional<LinkWish.Hold> hold(Reads reads, String link) {
        return reads.first(
                "SELECT since, who, reason FROM link_hold WHERE node = ? AND link = ?",
                List.of(node, link),
                row ->
                        new LinkWish.Hold(
                                Instant.ofEpochMilli(row.getLong(1)),
                                row.getString(2),
                                row.getString(3)));
    }

    private Optional<LinkWish.Place> place(Reads reads, String link) {
        return reads.first(
                "SELECT since, who, endpoint, among FROM link_place WHERE node = ? AND link = ?",
                List.of(node, link),
                row ->
                        new LinkWish.Place(
                                Instant.ofEpochMilli(row.getLong(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)));
    }

    private void forget(String link) {
        try {
            keepPlace(link, Optional::empty);
        } catch (SQLException e) {
            throw new LedgerException("cannot write the ledger: " + e.getMessage(), e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LedgerException("stopping", stop);
        }
    }

    /// Keeps whether a link is held.
    public void keepHold(String link, Supplier<Optional<LinkWish.Hold>> hold)
            throws SQLException, InterruptedException {
        backroom.write(
                2,
                writes -> {
                    writes.update("DELETE FROM link_hold WHERE node = ? AND link = ?", node, link);
                    Optional<LinkWish.Hold> now = hold.get();
                    if (now.isPresent()) {
                        writes.update(
                                """
                                INSERT INTO link_hold (node, link, since, who, reason)
                                VALUES (?, ?, ?, ?, ?)
                                """,
                                node,
                                link,
                                now.get().since().toEpochMilli(),
                                now.get().by(),
                                now.get().reason());
                    }
                });
    }

    /// Keeps at which endpoint a link is to begin.
    public void keepPlace(String link, Supplier<Optional<LinkWish.Place>> place)
            throws SQLException, InterruptedException {
        backroom.write(
                2,
                writes -> {
                    writes.update("DELETE FROM link_place WHERE node = ? AND link = ?", node, link);
                    Optional<LinkWish.Place> now = place.get();
                    if (now.isPresent()) {
                        writes.update(
                                """
                                INSERT INTO link_place (node, link, since, who, endpoint, among)
                                VALUES (?, ?, ?, ?, ?, ?)
                                """,
                                node,
                                link,
                                now.get().since().toEpochMilli(),
                                now.get().by(),
                                now.get().endpoint(),
                                now.get().among());
                    }
                });
    }
}
