package kr.bongsu.bench.fcm;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What Netty costs alone: the same bytes over as many connections, one event loop, one flush a
/// batch, and nothing else; no message is built, no answer read, no failure thought of.
final class BareClient implements AutoCloseable {

    private static final int STREAMS = 90;
    private static final int TOGETHER = 16;

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("bare"), EpollIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<Line> lines = new ArrayList<>();
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final byte[] body;
    private final Http2Headers headers;

    /// @param body of every request
    BareClient(Path folder, int port, int connections, byte[] body)
            throws IOException, InterruptedException {
        this.body = body;
        this.headers =
                new DefaultHttp2Headers(false, 8)
                        .method(AsciiString.cached("POST"))
                        .scheme(AsciiString.cached("https"))
                        .authority(AsciiString.cached("127.0.0.1:" + port))
                        .path(AsciiString.cached("/v1/projects/demo-project/messages:send"))
                        .add(
                                AsciiString.cached("content-type"),
                                AsciiString.cached("application/json; charset=UTF-8"))
                        .add(
                                AsciiString.cached("authorization"),
                                AsciiString.cached("Bearer " + "x".repeat(200)));
        SslContext tls =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.OPENSSL)
                        .trustManager(folder.resolve("ca.pem").toFile())
                        .applicationProtocolConfig(
                                new ApplicationProtocolConfig(
                                        ApplicationProtocolConfig.Protocol.ALPN,
                                        ApplicationProtocolConfig.SelectorFailureBehavior
                                                .NO_ADVERTISE,
                                        ApplicationProtocolConfig.SelectedListenerFailureBehavior
                                                .ACCEPT,
                                        "h2"))
                        .build();
        for (int i = 0; i < connections; i++) {
            Line line = new Line();
            var _ =
                    new Bootstrap()
                            .group(loop)
                            .channel(EpollSocketChannel.class)
                            .handler(
                                    new ChannelInitializer<Channel>() {
                                        @Override
                                        protected void initChannel(Channel channel) {
                                            channel.pipeline()
                                                    .addLast(
                                                            tls.newHandler(
                                                                    channel.alloc(),
                                                                    "127.0.0.1",
                                                                    port),
                                                            line.handler());
                                        }
                                    })
                            .connect("127.0.0.1", port)
                            .sync();
            lines.add(line);
        }
    }

    /// Sends one; `whenDone` is called on the event loop.
    void send(Runnable whenDone) {
        inbox.add(whenDone);
        if (awake.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    private void drain() {
        awake.set(false);
        Runnable next = inbox.poll();
        while (next != null) {
            waiting.add(next);
            next = inbox.poll();
        }
        dispatch();
    }

    private void dispatch() {
        boolean wrote = true;
        while (wrote && !waiting.isEmpty()) {
            wrote = false;
            for (Line line : lines) {
                for (int i = 0;
                        i < TOGETHER && !waiting.isEmpty() && line.open < STREAMS && line.isReady();
                        i++) {
                    line.send(waiting.remove());
                    wrote = true;
                }
            }
        }
        lines.forEach(Line::flush);
    }

    @Override
    public void close() {
        var _ = group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a benchmark whose connection fails never ends
    private final class Line extends Http2EventAdapter {

        private final Queue<Runnable> inFlight = new ArrayDeque<>();
        private @Nullable Http2ConnectionHandler handler;
        private @Nullable ChannelHandlerContext context;
        private boolean isDirty;
        private int open;

        Http2ConnectionHandler handler() {
            handler = new Http2ConnectionHandlerBuilder().server(false).frameListener(this).build();
            return handler;
        }

        boolean isReady() {
            return context != null;
        }

        @Override
        public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
            context = ctx;
            dispatch();
        }

        void send(Runnable whenDone) {
            ChannelHandlerContext ctx = Objects.requireNonNull(context);
            Http2ConnectionHandler http2 = Objects.requireNonNull(handler);
            int stream = http2.connection().local().incrementAndGetNextStreamId();
            // The server answers in the order of the requests.
            inFlight.add(whenDone);
            open++;
            isDirty = true;
            http2.encoder().writeHeaders(ctx, stream, headers, 0, false, ctx.voidPromise());
            http2.encoder()
                    .writeData(
                            ctx, stream, Unpooled.wrappedBuffer(body), 0, true, ctx.voidPromise());
        }

        void flush() {
            if (isDirty) {
                isDirty = false;
                Objects.requireNonNull(handler).flush(Objects.requireNonNull(context));
            }
        }

        @Override
        public int onDataRead(
                ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end) {
            if (end) {
                open--;
                inFlight.remove().run();
                if (!waiting.isEmpty()) {
                    dispatch();
                }
            }
            return data.readableBytes() + padding;
        }
    }
}
