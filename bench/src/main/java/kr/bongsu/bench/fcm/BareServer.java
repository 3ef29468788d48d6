package kr.bongsu.bench.fcm;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The cheapest HTTP/2 server that answers like FCM: every request with the same 200, after a fixed
/// time. A program of its own, so that its CPU is not the client's.
public final class BareServer {

    private static final byte[] BODY =
            "{\n  \"name\": \"projects/demo-project/messages/0:1500415314455276%31bd1c9631bd1c96\"\n}\n"
                    .getBytes(StandardCharsets.UTF_8);
    private static final Http2Headers HEAD =
            new DefaultHttp2Headers(false, 8)
                    .status(AsciiString.cached("200"))
                    .add(
                            AsciiString.cached("content-type"),
                            AsciiString.cached("application/json; charset=UTF-8"));

    private BareServer() {}

    /// Prints its port; ends when its standard input does.
    ///
    /// @param args the folder with `server.pem` and `server.key`, and the milliseconds to an answer
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        long millis = Long.parseLong(args[1]);
        SslContext tls =
                SslContextBuilder.forServer(
                                folder.resolve("server.pem").toFile(),
                                folder.resolve("server.key").toFile())
                        .sslProvider(SslProvider.OPENSSL)
                        .applicationProtocolConfig(
                                new ApplicationProtocolConfig(
                                        ApplicationProtocolConfig.Protocol.ALPN,
                                        ApplicationProtocolConfig.SelectorFailureBehavior
                                                .NO_ADVERTISE,
                                        ApplicationProtocolConfig.SelectedListenerFailureBehavior
                                                .ACCEPT,
                                        "h2"))
                        .build();
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Channel listening =
                new ServerBootstrap()
                        .group(group)
                        .channel(EpollServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        tls.newHandler(channel.alloc()),
                                                        new Answers(millis).handler());
                                    }
                                })
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        System.out.println(((InetSocketAddress) listening.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // Until whoever started it goes.
        }
        var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    /// One connection.
    @SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
    private static final class Answers extends Http2EventAdapter {

        private final long nanos;
        private final Queue<Due> queue = new ArrayDeque<>();
        private @Nullable Http2ConnectionHandler handler;
        private boolean isTimed;
        private boolean isFlushing;

        private record Due(int stream, long atNanos) {}

        Answers(long millis) {
            this.nanos = millis * 1_000_000;
        }

        Http2ConnectionHandler handler() {
            handler =
                    new Http2ConnectionHandlerBuilder()
                            .server(true)
                            .frameListener(this)
                            .initialSettings(
                                    Http2Settings.defaultSettings().maxConcurrentStreams(100))
                            .build();
            return handler;
        }

        @Override
        public int onDataRead(
                ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end) {
            if (end && nanos == 0) {
                answer(ctx, stream);
                flushSoon(ctx);
            } else if (end) {
                queue.add(new Due(stream, System.nanoTime() + nanos));
                timed(ctx, nanos);
            }
            return data.readableBytes() + padding;
        }

        private void timed(ChannelHandlerContext ctx, long after) {
            if (!isTimed) {
                isTimed = true;
                ctx.executor().schedule(() -> due(ctx), after, TimeUnit.NANOSECONDS);
            }
        }

        private void due(ChannelHandlerContext ctx) {
            isTimed = false;
            long now = System.nanoTime();
            Due next = queue.peek();
            while (next != null && next.atNanos - now <= 0) {
                queue.remove();
                answer(ctx, next.stream);
                next = queue.peek();
            }
            Objects.requireNonNull(handler).flush(ctx);
            if (next != null) {
                timed(ctx, Math.max(next.atNanos - now, 500_000));
            }
        }

        /// Once for all that was read together.
        private void flushSoon(ChannelHandlerContext ctx) {
            if (!isFlushing) {
                isFlushing = true;
                ctx.executor()
                        .execute(() -> {
                            isFlushing = false;
                            Objects.requireNonNull(handler).flush(ctx);
                        });
            }
        }

        private void answer(ChannelHandlerContext ctx, int stream) {
            Http2ConnectionHandler http2 = Objects.requireNonNull(handler);
            if (http2.connection().stream(stream) != null) {
                http2.encoder().writeHeaders(ctx, stream, HEAD, 0, false, ctx.newPromise());
                http2.encoder()
                        .writeData(
                                ctx,
                                stream,
                                Unpooled.wrappedBuffer(BODY),
                                0,
                                true,
                                ctx.newPromise());
            }
        }
    }
}
