package kr.bongsu.gateway.fcm;

import io.netty.util.AsciiString;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Holds an access token that is always fresh: fetched by one flight when four fifths of its life
/// are over, and kept in use until the next one is there.
final class AccessTokens implements AutoCloseable {

    private static final Log LOG = Log.of(AccessTokens.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// Google refuses a second grant for the same reason only so often.
    private static final Duration FORCED_AT_MOST_EVERY = Duration.ofSeconds(10);

    private final TokenSource source;
    private final InstantSource clock;
    private final Runnable arrived;
    private final Semaphore wish = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable AccessToken current;
    private volatile long fetchedNanos;
    private boolean failing;

    /// @param arrived is called when there is a new token, on a thread of this class
    AccessTokens(TokenSource source, InstantSource clock, Runnable arrived) {
        this.source = source;
        this.clock = clock;
        this.arrived = arrived;
        this.thread = Thread.ofVirtual().name("fcm-access-token").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// The token to use now; null while there is none.
    @Nullable AccessToken current() {
        AccessToken token = current;
        return token != null && token.isGood(clock.instant()) ? token : null;
    }

    /// FCM has refused this token; fetches another unless that has happened already or just now.
    void refused(AsciiString authorization) {
        AccessToken token = current;
        if (token != null
                && token.authorization().equals(authorization)
                && System.nanoTime() - fetchedNanos > FORCED_AT_MOST_EVERY.toNanos()) {
            current = null;
            wish.release();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (fetch()) {
                    pause = FIRST_PAUSE;
                    awaitStale();
                } else {
                    Thread.sleep(pause);
                    Duration doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until four fifths of the token's life are over by the wall clock, which may jump, or
    /// somebody wants another one.
    private void awaitStale() throws InterruptedException {
        AccessToken token = current;
        Thread.sleep(FIRST_PAUSE);
        if (token != null) {
            while (isFresh(token) && !wish.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                // Looks again.
            }
            wish.drainPermits();
        }
    }

    /// By the wall clock, which goes on while the machine sleeps. One that was set back says
    /// nothing of the token.
    private boolean isFresh(AccessToken token) {
        Instant now = clock.instant();
        Duration life = Duration.between(token.grantedAt(), token.expiresAt());
        return !now.isBefore(token.grantedAt())
                && now.isBefore(token.grantedAt().plus(life.multipliedBy(4).dividedBy(5)));
    }

    /// @return whether there is a new token
    private boolean fetch() throws InterruptedException {
        Instant now = clock.instant();
        try {
            TokenSource.Grant grant = source.fetch(now);
            fetchedNanos = System.nanoTime();
            current =
                    new AccessToken(
                            AsciiString.cached("Bearer " + grant.token()),
                            now,
                            now.plus(grant.life()));
            LOG.info("fcm.access-token", "from", source.name(), "expires", current);
            failing = false;
            arrived.run();
            return true;
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Whatever an odd answer or a broken key may cause: this thread is the only one that
            // fetches tokens.
            failed(String.valueOf(e));
        }
        return false;
    }

    private void failed(String why) {
        if (!failing) {
            LOG.error(
                    "fcm.no-access-token",
                    "from",
                    source.name(),
                    "why",
                    why,
                    "means",
                    "pushes wait in the ledger; it keeps trying",
                    "remedy",
                    "check the credentials, the clock and the network");
        }
        failing = true;
    }
}
