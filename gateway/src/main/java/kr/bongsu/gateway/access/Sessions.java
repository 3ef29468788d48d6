package kr.bongsu.gateway.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import kr.bongsu.gateway.log.Log;

/// Who is logged in, in a file that a new gateway finds and that gateways which overlap share: a
/// login that one has begun the other knows, and one that has ended is ended for both.
///
/// A session ends when its person does nothing for a while, after a day's work in any case, or when
/// he opens too many. The file has digests of the tokens only. Signs of life go to it now and then,
/// not each by itself. What cannot be understood in it ends all sessions, and nothing else.
public final class Sessions {

    private static final Log LOG = Log.of(Sessions.class);
    private static final int MOST = 2_000;
    private static final int MOST_OF_ONE = 8;
    private static final int MOST_BYTES = 8 << 20;
    private static final Duration WRITE_EVERY = Duration.ofSeconds(30);
    private static final Comparator<SessionLine> OLDEST = Comparator.comparing(SessionLine::active);

    private final Limits limits;
    private final InstantSource clock;
    private final SharedFile file;

    /// By digest of the token: what the file said, with the signs of life since.
    private Map<String, SessionLine> open = new HashMap<>();

    private Optional<SharedFile.Mark> read = Optional.empty();
    private Instant written = Instant.MIN;

    /// How long a session lasts.
    ///
    /// @param idle after so long without a sign of life it ends
    /// @param longest it ends in any case
    public record Limits(Duration idle, Duration longest) {
        public static final Limits USUAL = new Limits(Duration.ofHours(1), Duration.ofHours(12));
    }

    /// Somebody who is logged in.
    ///
    /// @param csrf what a change has to show besides the cookie; it follows from the token, and the
    ///   token not from it
    public record Session(Identity who, String csrf) {}

    /// A session as others may know of it.
    ///
    /// @param since when the person logged in
    /// @param active when the person last did something
    public record Presence(Identity who, Instant since, Instant active) {}

    /// A session that has begun.
    ///
    /// @param token for the cookie; nobody can ask for it again
    public record Opened(String token, Session session) {}

    /// Changes all sessions at once, in place.
    private interface Change {
        void make(Map<String, SessionLine> all);
    }

    public Sessions(Limits limits, InstantSource clock, Path file) {
        this.limits = limits;
        this.clock = clock;
        this.file = new SharedFile(file, MOST_BYTES);
    }

    public Duration longest() {
        return limits.longest;
    }

    /// Begins a session.
    ///
    /// @throws IOException when it cannot be kept; then it has not begun
    public synchronized Opened open(Identity who) throws IOException {
        String token = Tokens.random();
        String digest = Tokens.digest(token);
        Instant now = clock.instant();
        change(all -> {
            Predicate<SessionLine> same = each -> each.who().person().equals(who.person());
            makeRoom(all, same, MOST_OF_ONE);
            makeRoom(all, _ -> true, MOST);
            all.put(digest, new SessionLine(digest, now, now, who));
        });
        return new Opened(token, session(token, who));
    }

    private static void makeRoom(
            Map<String, SessionLine> all, Predicate<SessionLine> of, int most) {
        while (all.values().stream().filter(of).count() >= most) {
            all.values().stream()
                    .filter(of)
                    .min(OLDEST)
                    .ifPresent(oldest -> all.remove(oldest.digest()));
        }
    }

    private static Session session(String token, Identity who) {
        return new Session(who, Tokens.digest("csrf " + token));
    }

    /// The session of a token, unless it has ended.
    ///
    /// @param idle how long ago its person did something, as the page says; a page that refreshes
    ///   by itself keeps no session alive
    public synchronized Optional<Session> find(String token, Duration idle) {
        look();
        String digest = Tokens.digest(token);
        Instant now = clock.instant();
        SessionLine found = open.get(digest);
        if (found == null || hasEnded(found, now)) {
            return Optional.empty();
        }
        SessionLine alive = found.activeAt(now.minus(idle.isNegative() ? Duration.ZERO : idle));
        open.put(digest, alive);
        if (!now.isBefore(written.plus(WRITE_EVERY)) && !alive.equals(found)) {
            writeSignsOfLife(now);
        }
        return Optional.of(session(token, found.who()));
    }

    private boolean hasEnded(SessionLine each, Instant now) {
        return !now.isBefore(each.active().plus(limits.idle))
                || !now.isBefore(each.since().plus(limits.longest));
    }

    /// Ends a session, if there is one.
    ///
    /// @throws IOException when that cannot be kept; then it has ended here, until the next start
    public synchronized void end(String token) throws IOException {
        String digest = Tokens.digest(token);
        open.remove(digest);
        change(all -> all.remove(digest));
    }

    /// All sessions; whose person did something last comes first.
    public synchronized List<Presence> list() {
        look();
        Instant now = clock.instant();
        return open.values().stream()
                .filter(each -> !hasEnded(each, now))
                .sorted(OLDEST.reversed())
                .map(each -> new Presence(each.who(), each.since(), each.active()))
                .toList();
    }

    /// Ends all sessions of whom it is true.
    ///
    /// @throws IOException as [#end] does
    public synchronized void endAll(Predicate<Identity> whose) throws IOException {
        open.values().removeIf(each -> whose.test(each.who()));
        change(all -> all.values().removeIf(each -> whose.test(each.who())));
    }

    private void writeSignsOfLife(Instant now) {
        written = now;
        try {
            change(_ -> {});
        } catch (IOException e) {
            LOG.warn(
                    "access.sessions-not-written",
                    "file",
                    file.path(),
                    "why",
                    e,
                    "means",
                    "after a restart some people have to log in again");
        }
    }

    private void change(Change change) throws IOException {
        try (SharedFile.Turn turn = file.turn()) {
            look();
            Map<String, SessionLine> all = new HashMap<>(open);
            Instant now = clock.instant();
            all.values().removeIf(each -> hasEnded(each, now));
            change.make(all);
            StringBuilder text = new StringBuilder();
            all.values().forEach(each -> text.append(each.write()).append('\n'));
            turn.store(text.toString());
            open = all;
            read = file.mark();
            written = now;
        }
    }

    /// Takes over what another gateway has written since.
    private void look() {
        Optional<SharedFile.Mark> now = read;
        try {
            now = file.mark();
            if (now.equals(read)) {
                return;
            }
            Map<String, SessionLine> fresh = new HashMap<>();
            for (String line : file.lines()) {
                SessionLine each = SessionLine.read(line);
                SessionLine known = open.get(each.digest());
                fresh.put(each.digest(), known == null ? each : each.activeAt(known.active()));
            }
            open = fresh;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "access.sessions-unreadable",
                    "file",
                    file.path(),
                    "why",
                    e,
                    "means",
                    "everybody has to log in again");
            open = new HashMap<>();
        }
        read = now;
    }
}
