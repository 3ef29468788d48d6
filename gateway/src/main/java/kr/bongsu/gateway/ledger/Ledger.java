package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import org.jspecify.annotations.Nullable;

/// Holds every push from the moment it may be acknowledged, in an SQLite file of one gateway or in
/// a database that several share.
public final class Ledger implements AutoCloseable {

    private static final Log LOG = Log.of(Ledger.class);

    private final Room room;
    private final Parts parts;
    private final InstantSource clock;

    private Ledger(Room room, Parts parts, InstantSource clock) {
        this.room = room;
        this.parts = parts;
        this.clock = clock;
    }

    /// @param resources what is closed at the end, in this order
    private record Parts(
            Pens pens,
            Nodes nodes,
            PushLog log,
            Backroom backroom,
            Acceptance acceptance,
            Settlements settlements,
            Claims claims,
            DeadTokens dead,
            LinkWishes links,
            List<AutoCloseable> resources) {}

    /// Opens the ledger, making it if need be, and takes over what dead nodes left in flight.
    ///
    /// @param room where pushes that may be sent at once find a place
    /// @throws LedgerException with a sentence for a person when that is not possible
    public static Ledger open(LedgerSettings settings, Room room, InstantSource clock) {
        Database database = Database.of(settings);
        Sql sql = database.toWrite();
        List<AutoCloseable> held = new ArrayList<>();
        try {
            if (database.file().isPresent()) {
                database.file().get().create();
                held.add(OwnerLock.take(database.file().get().path()));
            }
            Parts parts = parts(settings, room, clock, database, sql, held);
            parts.pens.start();
            parts.nodes.start();
            return new Ledger(room, parts, clock);
        } catch (SQLException | IOException e) {
            sql.discard();
            close(held);
            throw LedgerException.atOpening(settings.where(), database.isOwned(), e);
        }
    }

    private static Parts parts(
            LedgerSettings settings,
            Room room,
            InstantSource clock,
            Database database,
            Sql sql,
            List<AutoCloseable> held)
            throws SQLException {
        String name = Schema.migrate(sql, clock.instant());
        Durability.warnUnlessKept(sql);
        Outbox outbox = new Outbox(settings.telling());
        Membership node = new Membership(settings.node(), database.isOwned(), outbox, clock);
        node.join(sql);
        DeadTokens dead = new DeadTokens(settings.terms().deadTokens());
        dead.learn(sql, clock.instant());
        sql.commit();
        Optional<Checkpoints> checkpoints = Checkpoints.begin(database);
        Pens pens = Pens.of(database, sql, node, room::lost, checkpoints);
        Nodes nodes = new Nodes(pens.first(), database.isOwned(), settings.lease(), clock);
        PushLog log = new PushLog(database);
        Backroom backroom = new Backroom(database, pens, node::node);
        Ahead ahead =
                new Ahead(settings.terms().orderLimit(), () -> pens.counts().in(PushState.PENDING));
        Settlements settlements = new Settlements(dead);
        List<AutoCloseable> resources = new ArrayList<>();
        resources.add(nodes);
        checkpoints.ifPresent(resources::add);
        resources.add(pens.second());
        resources.add(pens.first());
        resources.add(log);
        resources.add(backroom);
        resources.addAll(held);
        return new Parts(
                pens,
                nodes,
                log,
                backroom,
                new Acceptance(name, ahead, dead),
                settlements,
                new Claims(name, ahead, settlements),
                dead,
                new LinkWishes(backroom, database.isOwned() ? "" : settings.node()),
                resources);
    }

    /// Stores a submission once. The future never fails: what went wrong is a
    /// [Receipt.Unavailable].
    public CompletableFuture<Receipt> accept(Submission submission) {
        return accept(submission, _ -> {});
    }

    /// The same; `ready` takes what is to be sent now, on the commit thread, in the order in which
    /// pushes were stored. It must not wait for the ledger.
    public CompletableFuture<Receipt> accept(Submission submission, Consumer<List<Push>> ready) {
        int pushes = submission.pushes();
        boolean inMemory = room.take(submission.lane(), pushes);
        Acceptance.Offer offer = new Acceptance.Offer(submission, inMemory);
        CompletableFuture<Receipt> committed = new CompletableFuture<>();
        CompletableFuture<Receipt> result =
                committed.handle((receipt, failure) -> {
                    Receipt known =
                            receipt != null
                                    ? receipt
                                    : new Receipt.Unavailable(String.valueOf(failure.getMessage()));
                    if (inMemory) {
                        room.giveBack(submission.lane(), pushes - ready(known).size());
                        ready.accept(ready(known));
                    }
                    return known;
                });
        CompletableFuture<Receipt> _ =
                parts.pens.first().submit(offer, parts.acceptance, committed);
        return result;
    }

    /// Writes what became of pushes in flight, all or none. Gives those that were left as they are:
    /// they are not in flight here any more, and what is known of them elsewhere stands.
    public CompletableFuture<Set<Long>> settle(List<Settlement> settlements) {
        return settle(settlements, List.of());
    }

    /// The same, with what rules decided about them.
    public CompletableFuture<Set<Long>> settle(
            List<Settlement> settlements, List<Settlement.Note> notes) {
        Settlements.Batch batch = new Settlements.Batch(settlements, notes);
        return parts.pens.second().submit(batch.rows(), parts.settlements, batch);
    }

    /// Runs something once every acceptance is through that may not have seen what was settled
    /// before; on a commit thread, which it must not hold up.
    public void afterAcceptances(Runnable what) {
        if (parts.pens.first() == parts.pens.second()) {
            what.run();
            return;
        }
        CompletableFuture<Boolean> through = new CompletableFuture<>();
        CompletableFuture<Boolean> _ = through.whenComplete((_, _) -> what.run());
        CompletableFuture<Boolean> _ = parts.pens.first().submit(1, _ -> true, through);
    }

    /// Takes waiting pushes of a lane whose time has come; the caller has room for `most` of them.
    public CompletableFuture<List<Push>> claim(Lane lane, int most, Instant now) {
        return claim(lane, most, now, (_, _) -> {});
    }

    /// The same; `taken` is told on the commit thread, with what was taken or with why it failed.
    public CompletableFuture<List<Push>> claim(
            Lane lane,
            int most,
            Instant now,
            BiConsumer<? super @Nullable List<Push>, ? super @Nullable Throwable> taken) {
        CompletableFuture<List<Push>> committed = new CompletableFuture<>();
        CompletableFuture<List<Push>> result = committed.whenComplete(taken);
        CompletableFuture<List<Push>> _ =
                parts.pens
                        .first()
                        .submit(most, tx -> parts.claims.claim(tx, lane, most, now), committed);
        return result;
    }

    /// Gives pushes in flight back unsent; they are due at once, for any node.
    public CompletableFuture<?> release(List<Push> pushes) {
        return parts.pens
                .first()
                .submit(
                        pushes.size(),
                        tx -> {
                            Claims.release(tx, pushes);
                            return pushes;
                        });
    }

    /// Does what a person wants, to each push for which it is possible.
    public CompletableFuture<Intervention.Done> intervene(Intervention wish) {
        return parts.pens.first().submit(wish.rows(), wish::write);
    }

    /// Whether this node may hand out what it has in memory: nobody can have taken it for dead.
    public boolean holdsLease() {
        return parts.nodes.holdsLease();
    }

    /// How many pushes there are, on all nodes; what other nodes did in the last seconds may be
    /// missing.
    public Counts counts() {
        return parts.pens.counts();
    }

    /// How many gateways share the database, this one included; what became of the others in the
    /// last seconds may not be known yet.
    public int gateways() {
        return 1 + parts.nodes.alive();
    }

    /// Takes over at once what other gateways had that have ended, where it would be done within
    /// seconds.
    ///
    /// @throws LedgerException when the ledger cannot be written
    public void takeOver() throws InterruptedException {
        try {
            parts.nodes.round();
        } catch (ExecutionException | TimeoutException e) {
            throw new LedgerException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Learns of the tokens that other gateways have found dead.
    public void learnDeadTokens() throws InterruptedException {
        try {
            parts.backroom.write(1, writes -> parts.dead.learn(writes.sql(), clock.instant()));
        } catch (SQLException e) {
            LOG.warn("ledger.dead-tokens-unknown", "why", e.getMessage());
        }
    }

    /// Which lanes are paused.
    public LanePauses lanes() {
        return new LanePauses(parts.backroom);
    }

    /// The id under which a push leaves.
    public PushId id(long number) {
        return parts.claims.id(number);
    }

    /// What people wish of this gateway's links.
    public LinkWishes links() {
        return parts.links;
    }

    /// What people look at.
    public PushLog log() {
        return parts.log;
    }

    /// For search and upkeep.
    public Backroom backroom() {
        return parts.backroom;
    }

    /// Commits what was handed in, then lets the database go.
    @Override
    public void close() {
        close(parts.resources);
    }

    private static void close(List<AutoCloseable> resources) {
        for (AutoCloseable each : resources) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.warn("ledger.close-failed", "why", String.valueOf(e.getMessage()));
            }
        }
    }

    private static List<Push> ready(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Stored stored -> stored.ready();
            case Receipt.Duplicate _, Receipt.Unavailable _ -> List.of();
        };
    }
}
