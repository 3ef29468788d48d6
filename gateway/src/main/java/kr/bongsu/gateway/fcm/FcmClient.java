package kr.bongsu.gateway.fcm;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.http.HttpClient;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Rejection;
import kr.bongsu.gateway.push.Sender;
import kr.bongsu.gateway.push.Shown;
import org.jspecify.annotations.Nullable;

/// Sends pushes to one Firebase project.
///
/// While FCM or the token server cannot be reached, requests wait here, unsent, for half a minute;
/// then the ledger has them back.
public final class FcmClient implements Sender, AutoCloseable {

    private static final Log LOG = Log.of(FcmClient.class);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration FULL_PAUSE = Duration.ofSeconds(1);

    private final String project;
    private final FcmSettings.Sending sending;
    private final InstantSource clock;
    private final Forms otherwise;
    private final Map<String, Forms> byService = new HashMap<>();
    private final Queue<Request> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final HttpClient http;
    private final AccessTokens tokens;
    private final Dispatcher dispatcher;
    private @Nullable Future<?> sweeping;

    /// The forms of one template.
    ///
    /// @param dated for pushes that have an end of their own
    private record Forms(MessageForm plain, MessageForm dated) {

        static Forms of(MessageTemplate template) {
            return new Forms(MessageForm.of(template), MessageForm.dated(template));
        }

        MessageForm of(Push push) {
            return push.times().expiresAt().isPresent() ? dated : plain;
        }
    }

    /// @throws FcmException with a sentence for a person when credentials or trust cannot be used
    public FcmClient(FcmSettings settings, InstantSource clock) {
        this.project = settings.project();
        this.sending = settings.sending();
        this.clock = clock;
        this.otherwise = Forms.of(sending.templates().otherwise());
        sending.templates()
                .byService()
                .forEach((service, template) -> byService.put(service, Forms.of(template)));
        Trust trust = Trust.of(settings.way().trust());
        this.http =
                HttpClient.newBuilder()
                        .sslContext(trust.jdk())
                        .proxy(new TokenRoute(settings.way().proxy()))
                        .connectTimeout(Duration.ofSeconds(10))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        TokenSource source = TokenSource.of(settings, http);
        this.group =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("fcm"),
                        Epoll.isAvailable()
                                ? EpollIoHandler.newFactory(0, () -> new Beat(Beat.PERIOD))
                                : NioIoHandler.newFactory(
                                        SelectorProvider.provider(), () -> new Beat(Beat.PERIOD)));
        this.loop = group.next();
        this.tokens = new AccessTokens(source, clock, this::wake);
        this.dispatcher =
                new Dispatcher(settings, new Connector(settings, trust, loop), tokens, clock);
    }

    public void start() {
        if (sending.validateOnly()) {
            LOG.warn("fcm.validate-only", "means", "FCM checks every push and delivers none");
        }
        tokens.start();
        loop.execute(dispatcher::start);
        sweeping =
                loop.scheduleAtFixedRate(
                        dispatcher::sweep,
                        SWEEP.toMillis(),
                        SWEEP.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Starts to send one push. Each way of ending means:
    ///
    /// - [Outcome.Accepted]: FCM has it;
    /// - [Outcome.Rejected]: FCM will never take it, or it is too large and was not sent;
    /// - [Outcome.Retry]: FCM has certainly not taken it;
    /// - [Outcome.Held]: the same, and the push had no part in the reason, or its end came before
    ///   it could leave;
    /// - [Outcome.Unknown]: the connection broke, or no answer came in time, after the request had
    ///   left.
    @Override
    public void send(Push push, Consumer<Outcome> whenDone) {
        send(push, sending.validateOnly(), whenDone);
    }

    /// Has FCM check one push without delivering it.
    public void validate(Push push, Consumer<Outcome> whenDone) {
        send(push, true, whenDone);
    }

    Optional<Shown> shown(Push push) {
        return new MessageBody(form(push), push, clock.instant()).shown();
    }

    /// False while FCM refuses the project, or there is no access token for it.
    @Override
    public boolean takes() {
        return dispatcher.takes();
    }

    @Override
    public boolean takes(String anyProject) {
        return takes();
    }

    @Override
    public String project(Push push) {
        return project;
    }

    String project() {
        return project;
    }

    /// Connections to FCM that are open.
    public int connections() {
        return dispatcher.openConnections();
    }

    /// Stops at once: what has not left ends as Retry, what has as Unknown.
    @Override
    public void close() {
        tokens.close();
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        loop.execute(dispatcher::close);
        try {
            if (!group.shutdownGracefully(100, 5_000, TimeUnit.MILLISECONDS)
                    .await(10, TimeUnit.SECONDS)) {
                LOG.warn("fcm.not-closed");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
    }

    private void send(Push push, boolean validateOnly, Consumer<Outcome> whenDone) {
        MessageForm form = form(push);
        Instant now = clock.instant();
        MessageBody body = new MessageBody(form, push, now);
        int payload = body.payloadBytes();
        if (payload > MessageBody.LIMIT) {
            whenDone.accept(
                    new Outcome.Rejected(
                            Rejection.TOO_LARGE,
                            payload + " bytes, FCM takes " + MessageBody.LIMIT));
            return;
        }
        if (unfinished.incrementAndGet() > sending.queue()) {
            unfinished.decrementAndGet();
            whenDone.accept(new Outcome.Held(FULL_PAUSE, "the queue to FCM is full"));
            return;
        }
        Function<Instant, byte[]> bodies =
                later -> new MessageBody(form, push, later).json(validateOnly);
        inbox.add(
                new Request(
                        push.lane(),
                        body.json(validateOnly),
                        push.times().expiresAt().map(end -> new Request.Dated(end, now, bodies)),
                        outcome -> {
                            unfinished.decrementAndGet();
                            whenDone.accept(outcome);
                        }));
        wake();
    }

    private MessageForm form(Push push) {
        return byService.getOrDefault(push.message().service(), otherwise).of(push);
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    private void drain() {
        awake.set(false);
        Request request;
        while ((request = inbox.poll()) != null) {
            dispatcher.add(request);
        }
        dispatcher.dispatch();
    }
}
