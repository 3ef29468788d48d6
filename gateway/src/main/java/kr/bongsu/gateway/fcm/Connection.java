package kr.bongsu.gateway.fcm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.AsciiString;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One HTTP/2 connection to FCM and the requests on it. Confined to the event loop.
///
/// ```
///   new --SETTINGS--> open --GOAWAY--> draining (no new request) --last answer--> closed
///                       \---- channel closed: every request on it ends as Unknown ----^
/// ```
// A write that fails is of a stream that a GOAWAY has ended, or the channel is about to close; no
// void promise: its failure would be the whole connection's.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends Http2EventAdapter {

    /// Until the peer has said how many streams it allows.
    private static final int CAUTIOUS_STREAMS = 16;

    /// A tenth below the peer's limit: a stream that both sides close at once is counted by the
    /// peer a little longer.
    private static final double SHARE_OF_LIMIT = 0.9;

    private static final int MOST_STREAMS = 1_000;

    private final Owner owner;
    private final Lifetime life;
    private final IntObjectMap<Request> requests = new IntObjectHashMap<>();
    private final Deque<Integer> byAge = new ArrayDeque<>();
    private @Nullable Http2ConnectionHandler handler;
    private @Nullable ChannelHandlerContext context;
    private int permits;
    private boolean draining;

    /// What a connection tells its pool.
    interface Owner {
        void ready(Connection connection);

        void answered(Connection connection, Request request);

        /// It had left; FCM has processed it or not.
        void inDoubt(Request request, String why);

        /// FCM has not processed it and never will.
        void refused(Request request);

        void closed(Connection connection);
    }

    Connection(Owner owner, Lifetime life) {
        this.life = life;
        this.owner = owner;
    }

    Lifetime life() {
        return life;
    }

    /// Whether it still takes requests but should be replaced.
    boolean isOld(long nowNanos) {
        return !draining && life.isOver(nowNanos);
    }

    boolean isDraining() {
        return draining;
    }

    /// The requests that may be open on it at a time.
    int permits() {
        return draining ? 0 : permits;
    }

    void attach(Http2ConnectionHandler itsHandler) {
        handler = itsHandler;
    }

    /// The channel is connected, TLS is up.
    void connected(ChannelHandlerContext itsContext) {
        context = itsContext;
        life.begin();
        permits = CAUTIOUS_STREAMS;
        owner.ready(this);
    }

    int free() {
        return draining || context == null ? 0 : permits - requests.size();
    }

    int inFlight() {
        return requests.size();
    }

    /// Writes a request; [#flush] sends it.
    void send(
            Request request, AsciiString authorization, Http2Headers headers, long deadlineNanos) {
        ChannelHandlerContext ctx = confined();
        Http2ConnectionHandler http2 = Objects.requireNonNull(handler);
        int stream = http2.connection().local().incrementAndGetNextStreamId();
        if (stream < 0) {
            drain();
            owner.refused(request);
            return;
        }
        request.sent(authorization, deadlineNanos);
        requests.put(stream, request);
        byAge.add(stream);
        http2.encoder().writeHeaders(ctx, stream, headers, 0, false, ctx.newPromise());
        http2.encoder()
                .writeData(
                        ctx,
                        stream,
                        Unpooled.wrappedBuffer(request.body()),
                        0,
                        true,
                        ctx.newPromise());
    }

    /// The codec's own flush: it hands the bodies that wait for flow control to the channel first.
    void flush() {
        if (context != null) {
            Objects.requireNonNull(handler).flush(confined());
        }
    }

    /// Ends the requests whose time is over. A connection on which that happens gets no new
    /// request: it may be dead.
    void expire(long nowNanos) {
        boolean late = false;
        while (!byAge.isEmpty()) {
            int stream = byAge.peek();
            Request request = requests.get(stream);
            if (request != null && request.deadlineNanos() - nowNanos > 0) {
                break;
            }
            byAge.poll();
            if (request != null) {
                requests.remove(stream);
                reset(stream);
                owner.inDoubt(request, "no answer in time");
                late = true;
            }
        }
        if (late) {
            life.ends(false);
            drain();
        }
    }

    /// Drains it for its age.
    void retire() {
        life.ends(true);
        drain();
    }

    /// Takes no new request; closes when the last is answered.
    private void drain() {
        draining = true;
        closeIfDrained();
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    /// The channel is closed.
    void disconnected(String why) {
        context = null;
        draining = true;
        List<Request> left = new ArrayList<>(requests.values());
        requests.clear();
        byAge.clear();
        left.forEach(request -> owner.inDoubt(request, why));
        owner.closed(this);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
        Long streams = settings.maxConcurrentStreams();
        if (streams != null) {
            permits = (int) Math.max(1, Math.min(MOST_STREAMS, streams * SHARE_OF_LIMIT));
        } else if (permits == CAUTIOUS_STREAMS) {
            permits = MOST_STREAMS;
        }
        owner.ready(this);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int stream,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end) {
        onHeadersRead(ctx, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean end) {
        Request request = requests.get(stream);
        if (request == null) {
            return;
        }
        if (headers.status() != null) {
            request.head(Target.status(headers), Target.retryAfter(headers));
        }
        if (end) {
            answered(stream, request);
        }
    }

    @Override
    public int onDataRead(
            ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end) {
        int bytes = data.readableBytes() + padding;
        Request request = requests.get(stream);
        if (request != null) {
            request.body(data.toString(StandardCharsets.UTF_8));
            if (end) {
                answered(stream, request);
            }
        }
        return bytes;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long errorCode) {
        Request request = requests.remove(stream);
        if (request == null) {
            return;
        }
        if (errorCode == Http2Error.REFUSED_STREAM.code()) {
            owner.refused(request);
        } else {
            owner.inDoubt(request, "stream reset, code " + errorCode);
        }
        closeIfDrained();
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext ctx, int last, long errorCode, ByteBuf debug) {
        draining = true;
        life.ends(errorCode == Http2Error.NO_ERROR.code());
        List<Integer> unprocessed = new ArrayList<>();
        for (IntObjectMap.PrimitiveEntry<Request> entry : requests.entries()) {
            if (entry.key() > last) {
                unprocessed.add(entry.key());
            }
        }
        unprocessed.stream().sorted().map(requests::remove).forEach(owner::refused);
        closeIfDrained();
    }

    private void answered(int stream, Request request) {
        requests.remove(stream);
        life.answered();
        owner.answered(this, request);
        closeIfDrained();
    }

    private void closeIfDrained() {
        if (draining && requests.isEmpty() && context != null) {
            context.close();
        }
    }

    private void reset(int stream) {
        ChannelHandlerContext ctx = confined();
        Objects.requireNonNull(handler)
                .resetStream(ctx, stream, Http2Error.CANCEL.code(), ctx.newPromise());
        flush();
    }

    private ChannelHandlerContext confined() {
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        assert ctx.executor().inEventLoop();
        return ctx;
    }
}
