package kr.bongsu.fcmemulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One HTTP/2 connection, with the limits and endings of Google's front end.
///
/// It sits on the frame codec itself: a channel and a pipeline for each stream would cost more than
/// the whole answer.
@SuppressWarnings("FutureReturnValueIgnored") // see the package
final class Http2Link extends Http2ConnectionHandler implements Connections.Link {

    /// Between the last answer of a connection that is leaving and its end.
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Connections connections;
    private final Http2Policy policy;
    private @Nullable ChannelHandlerContext context;
    private boolean written;
    private boolean leaving;
    private int lastStream;
    private long requests;
    private int unanswered;
    private int pings;
    private long lastRequestAt;

    Http2Link(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Connections connections) {
        super(decoder, encoder, settings);
        this.connections = connections;
        this.policy = connections.policy();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        super.handlerAdded(ctx);
        takeLimitOnStreams();
        // The streams' windows together; with HTTP/2's own 64 KB a client would stand still with
        // most of its streams empty.
        connection()
                .local()
                .flowController()
                .incrementWindowSize(connection().connectionStream(), Pipelines.WINDOW);
        context = ctx;
        lastRequestAt = System.nanoTime();
        connections.add(this);
        var age =
                ctx.executor()
                        .schedule(
                                () -> goAway(GoAway.MAX_AGE),
                                policy.maxAge().toNanos(),
                                TimeUnit.NANOSECONDS);
        var idle =
                ctx.executor()
                        .schedule(this::watchIdle, policy.idle().toNanos(), TimeUnit.NANOSECONDS);
        ctx.channel()
                .closeFuture()
                .addListener(closed -> {
                    connections.remove(this);
                    age.cancel(false);
                    idle.cancel(false);
                });
    }

    ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not in a pipeline yet");
    }

    void requestArrived() {
        requests++;
        pings = 0;
        lastRequestAt = System.nanoTime();
    }

    void pingArrived() {
        if (++pings >= policy.pings()) {
            goAway(GoAway.TOO_MANY_PINGS);
        }
    }

    void streamClosed() {
        if (leaving && connection().numActiveStreams() == 0) {
            closeSoon();
        }
    }

    void wrote() {
        written = true;
    }

    void flushWritten() {
        if (written) {
            written = false;
            // The codec's own flush: it hands the bodies that wait for flow control to the channel
            // first.
            flush(context());
        }
    }

    void resetConnection() {
        // Linger 0 makes the kernel send RST; closing through the pipeline would say goodbye in TLS
        // and HTTP/2 first.
        context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context().channel().unsafe().closeForcibly();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        written = false;
        super.channelReadComplete(ctx);
    }

    @Override
    public void goAway(GoAway reason) {
        ChannelHandlerContext ctx = context();
        if (leaving || !ctx.channel().isActive()) {
            return;
        }
        leaving = true;
        lastStream = connection().remote().lastStreamCreated();
        ByteBuf text = ByteBufUtil.writeAscii(ctx.alloc(), reason.debugText());
        if (reason.error() != Http2Error.NO_ERROR) {
            // An error ends the connection at once.
            goAway(ctx, lastStream, reason.error().code(), text, ctx.newPromise());
            ctx.flush();
            gracefulShutdownTimeoutMillis(0);
            ctx.close();
            return;
        }
        // Streams that are open get their answers first. Past Netty's own goAway: after that it
        // calls
        // the rest of a request that was on its way a fault of the whole connection.
        encoder()
                .frameWriter()
                .writeGoAway(ctx, lastStream, reason.error().code(), text, ctx.newPromise());
        ctx.flush();
        if (connection().numActiveStreams() == 0) {
            closeSoon();
        }
    }

    /// Leaves the client time to read what was sent last. Closing at once would lose answers that
    /// are not flushed yet, and reset the connection under requests that are on their way.
    private void closeSoon() {
        ChannelHandlerContext ctx = context();
        ctx.executor().execute(() -> flush(ctx));
        ctx.executor().schedule(() -> ctx.close(), LINGER.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Takes the limit on streams from Netty, which sets it at the start and at the SETTINGS
    /// acknowledgement: it forgets a stream that it refuses, and then calls the rest of that
    /// request a fault of the whole connection.
    void takeLimitOnStreams() {
        connection().remote().maxActiveStreams(Integer.MAX_VALUE);
    }

    /// Counts a new stream in.
    ///
    /// @return false when it is one too many or came after the GOAWAY; then it is refused already
    boolean admit(int stream, Http2Exchange exchange) {
        unanswered++;
        if (leaving && stream > lastStream) {
            exchange.end(Http2Error.REFUSED_STREAM);
            return false;
        }
        if (unanswered <= policy.maxStreams()) {
            return true;
        }
        switch (policy.overLimit()) {
            case REFUSE -> exchange.end(Http2Error.REFUSED_STREAM);
            case GOAWAY -> goAway(GoAway.TOO_MANY_STREAMS);
        }
        return false;
    }

    /// Counts out a stream that has its answer, or needs none any more.
    void ended() {
        unanswered--;
    }

    private void watchIdle() {
        long left = lastRequestAt + policy.idle().toNanos() - System.nanoTime();
        if (left <= 0 && connection().numActiveStreams() == 0) {
            goAway(GoAway.SESSION_TIMEOUT);
        } else if (context().channel().isActive()) {
            var _ =
                    context()
                            .executor()
                            .schedule(
                                    this::watchIdle,
                                    left > 0 ? left : policy.idle().toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public String protocol() {
        return "HTTP/2";
    }

    @Override
    public String peer() {
        return String.valueOf(context().channel().remoteAddress());
    }

    @Override
    public int activeStreams() {
        return connection().numActiveStreams();
    }

    @Override
    public long requests() {
        return requests;
    }

    @Nullable Http2Stream stream(int id) {
        return connection().stream(id);
    }
}
