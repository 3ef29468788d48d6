package kr.bongsu.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who is logged in, in memory: a restart logs everybody out.
///
/// A session ends when its person does nothing for a while, after a day's work in any case, or when
/// he opens too many.
public final class Sessions {

    private static final int MOST = 2_000;
    private static final int MOST_OF_ONE = 8;

    private final Limits limits;
    private final InstantSource clock;

    /// By digest of the token; the one that was used the longest ago comes first.
    private final Map<String, Open> open = new LinkedHashMap<>(16, 0.75f, true);

    /// How long a session lasts.
    ///
    /// @param idle after so long without a sign of life it ends
    /// @param longest it ends in any case
    public record Limits(Duration idle, Duration longest) {
        public static final Limits USUAL = new Limits(Duration.ofHours(1), Duration.ofHours(12));
    }

    /// Somebody who is logged in.
    ///
    /// @param version of the account when it was opened; a newer one ends it
    /// @param csrf what a change has to show besides the cookie
    public record Session(String name, int version, String csrf) {}

    /// A session that has begun.
    ///
    /// @param token for the cookie; nobody can ask for it again
    public record Opened(String token, Session session) {}

    private record Open(Session session, Instant since, Instant active) {}

    public Sessions(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    public Duration longest() {
        return limits.longest;
    }

    public synchronized Opened open(Account account) {
        long others =
                open.values().stream()
                        .filter(each -> each.session.name.equals(account.name()))
                        .count();
        if (others >= MOST_OF_ONE) {
            removeOldest(account.name());
        }
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        Instant now = clock.instant();
        Session session = new Session(account.name(), account.version(), Tokens.random());
        String token = Tokens.random();
        open.put(Tokens.digest(token), new Open(session, now, now));
        return new Opened(token, session);
    }

    private void removeOldest(String name) {
        Iterator<Open> all = open.values().iterator();
        while (all.hasNext()) {
            if (all.next().session.name.equals(name)) {
                all.remove();
                return;
            }
        }
    }

    /// The session of a token, unless it has ended.
    ///
    /// @param idle how long ago its person did something, as the page says; a page that refreshes
    ///   by itself keeps no session alive
    public synchronized Optional<Session> find(String token, Duration idle) {
        String key = Tokens.digest(token);
        Open found = open.get(key);
        if (found == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant sign = now.minus(idle.isNegative() ? Duration.ZERO : idle);
        Instant active = sign.isAfter(found.active) ? sign : found.active;
        if (!now.isBefore(found.active.plus(limits.idle))
                || !now.isBefore(found.since.plus(limits.longest))) {
            open.remove(key);
            return Optional.empty();
        }
        open.put(key, new Open(found.session, found.since, active));
        return Optional.of(found.session);
    }

    public synchronized void end(String token) {
        open.remove(Tokens.digest(token));
    }
}
