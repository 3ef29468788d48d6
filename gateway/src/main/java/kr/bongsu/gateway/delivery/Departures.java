package kr.bongsu.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import kr.bongsu.gateway.ledger.Settlement;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;

/// All pushes in memory on their way out: those that may leave, by Firebase project and lane, those
/// that wait for an earlier one of their customer, and how many are with the sender. Confined to
/// its owner's lock.
final class Departures {

    private static final int MOST_AT_ONCE = 256;

    /// What goes back at a time, and thus in a second, keeps the ledger busy for a part of it.
    private static final int MOST_SURPLUS = 5_000;

    private final DeliverySettings settings;
    private final Sender sender;
    private final Map<String, Project> projects = new LinkedHashMap<>();
    private final CustomerOrder order = new CustomerOrder();
    private final Leaving leaving;
    private List<Leaving.Back> goingBack = new ArrayList<>();
    private final Outstanding withSender;
    // Which ones are is not known until the ledger has said so.
    private Set<Lane> paused = EnumSet.allOf(Lane.class);
    private int gateways = 1;
    private int turn;

    /// Pushes that go back to the ledger because they cannot leave soon.
    ///
    /// @param pause for so long
    record Surplus(List<Push> pushes, Duration pause) {}

    /// One project's pushes and pace.
    private static final class Project {
        private final String name;
        private final LaneQueues queues;
        private final Outstanding.Part withSender;
        private Throttle throttle;
        private Jam jam;

        Project(String name, DeliverySettings settings, Outstanding.Part withSender, Instant now) {
            this.name = name;
            this.withSender = withSender;
            this.jam = Jam.none(now);
            this.queues = new LaneQueues(settings.weights());
            this.throttle = Throttle.starting(settings.pacing(), now);
        }
    }

    Departures(DeliverySettings settings, Sender sender) {
        this.settings = settings;
        this.sender = sender;
        this.leaving = new Leaving(new OrderPolicy(settings.orderLimit()));
        this.withSender = new Outstanding(settings.bounds().inFlight(), sender.projects() > 1);
    }

    void add(List<Push> pushes, Instant now) {
        for (Push push : pushes) {
            leaving.arrived(push);
            Optional<Instant> until = leaving.holds(push, now);
            if (until.isPresent()) {
                goingBack.add(leaving.add(push, until.get(), now));
            } else if (order.add(push)) {
                project(push, now).queues.add(push);
            }
        }
    }

    /// What has come and must go back, because those of its customer that went back before are not
    /// there yet.
    List<Leaving.Back> takeGoingBack() {
        List<Leaving.Back> all = goingBack;
        if (!all.isEmpty()) {
            goingBack = new ArrayList<>();
        }
        return all;
    }

    /// Those that leave now, of all projects in turn; they are with the sender from now on.
    List<Push> take(Instant now) {
        List<Push> next = new ArrayList<>();
        List<Project> all = List.copyOf(projects.values());
        turn++;
        for (int i = 0; i < all.size(); i++) {
            Project project = all.get((turn + i) % all.size());
            project.throttle = project.throttle.at(now, gateways);
            int free = Math.min(MOST_AT_ONCE - next.size(), project.withSender.free());
            int most = Math.min(free, project.throttle.whole());
            if (most > 0 && sender.takes(project.name)) {
                next.addAll(take(project, most));
            }
        }
        return next;
    }

    private List<Push> take(Project project, int most) {
        int mostMultis =
                Math.min(project.withSender.freeForMultis(), project.throttle.wholeMultis());
        List<Push> some = project.queues.take(most, mostMultis, paused);
        project.throttle = project.throttle.take(some.size(), Outstanding.multis(some));
        project.withSender.add(some);
        return some;
    }

    /// Takes out what its project cannot send, as long as there are others that might use the
    /// places. To be called about once a second.
    List<Surplus> takeSurplus(Instant now) {
        if (sender.projects() == 1) {
            return List.of();
        }
        List<Surplus> all = new ArrayList<>();
        for (Project project : projects.values()) {
            project.throttle = project.throttle.at(now, gateways);
            int keeps = sender.takes(project.name) ? project.throttle.worthKeeping() : 0;
            project.jam = project.jam.at(keeps, now);
            List<Push> some = new ArrayList<>();
            for (Lane lane : Lane.values()) {
                int surplus = project.jam.surplus(project.queues.size(lane), now);
                some.addAll(
                        project.queues.takeLast(
                                lane, Math.min(surplus, MOST_SURPLUS - some.size())));
            }
            if (!some.isEmpty()) {
                all.add(new Surplus(some, project.jam.pause(now)));
            }
        }
        return all;
    }

    /// The sender is through with a push that it was given.
    void answered(Push push, Outcome outcome, Duration after, Instant now) {
        Project project = project(push, now);
        project.withSender.remove(push);
        project.throttle = project.throttle.answered(outcome, after, now);
    }

    /// A push that was taken did not leave.
    void kept(Push push, Instant now) {
        project(push, now).withSender.remove(push);
    }

    /// A push is done with: the next of its customer may leave, before others, because it has
    /// waited.
    void done(Push push, Instant now) {
        order.done(push).ifPresent(next -> project(next, now).queues.addFirst(next));
    }

    /// A push is in memory no more: those that waited behind it go back until then, too.
    List<Leaving.Back> takeBehind(Push push, Instant until, Instant now) {
        return order.end(push).stream().map(each -> leaving.add(each, until, now)).toList();
    }

    /// A push is in the ledger again, and whoever comes from now on finds it.
    void landed(Push push, Settlement settlement) {
        leaving.landed(push, settlement);
    }

    /// Takes out those that are wanted and not with the sender; what waits behind them waits on.
    List<Push> remove(Predicate<Push> wanted) {
        List<Push> found = new ArrayList<>(order.removeWaiting(wanted));
        projects.values().forEach(project -> found.addAll(project.queues.remove(wanted)));
        return found;
    }

    /// Takes back in what was taken out.
    void restore(List<Push> pushes, Instant now) {
        for (Push push : pushes) {
            if (order.restore(push)) {
                project(push, now).queues.addFirst(push);
            }
        }
    }

    /// Everything that is not with the sender.
    List<Push> takeAll() {
        List<Push> all = new ArrayList<>();
        projects.values().forEach(project -> all.addAll(project.queues.takeAll()));
        all.addAll(order.takeAll());
        takeGoingBack().forEach(back -> all.add(back.push()));
        leaving.clear();
        return all;
    }

    /// @param lanes from which nothing leaves
    /// @param sharing how many gateways share the quotas
    void govern(Set<Lane> lanes, int sharing) {
        paused = lanes.isEmpty() ? Set.of() : EnumSet.copyOf(lanes);
        gateways = sharing;
    }

    int withSender() {
        return withSender.all();
    }

    /// Until a push may leave; nothing when it takes more than time.
    Optional<Duration> untilNext() {
        Optional<Duration> first = Optional.empty();
        for (Project project : projects.values()) {
            for (Lane lane : Lane.values()) {
                boolean isMulti = lane == Lane.MULTI;
                if (!project.queues.isEmpty(lane)
                        && !paused.contains(lane)
                        && (isMulti
                                        ? project.withSender.freeForMultis()
                                        : project.withSender.free())
                                > 0
                        && sender.takes(project.name)) {
                    Duration wait = project.throttle.untilNext(isMulti);
                    first =
                            first.filter(least -> least.compareTo(wait) <= 0)
                                    .or(() -> Optional.of(wait));
                }
            }
        }
        return first;
    }

    /// Whether an answer lets another one leave.
    boolean anyWaits() {
        return order.waiting() > 0
                || projects.values().stream().anyMatch(project -> project.queues.size() > 0);
    }

    private Project project(Push push, Instant now) {
        return projects.computeIfAbsent(
                sender.project(push), name -> new Project(name, settings, withSender.part(), now));
    }
}
