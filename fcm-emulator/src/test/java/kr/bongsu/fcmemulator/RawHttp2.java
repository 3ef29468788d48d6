package kr.bongsu.fcmemulator;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An HTTP/2 client that keeps no rules, so that a server can be seen to enforce them. What arrives
/// becomes lines such as `HEADERS 1 200`, `RESET 201 7` (error code) and `GOAWAY 0 max_age last=1`.
@SuppressWarnings("FutureReturnValueIgnored") // what a write leads to is seen in what arrives
final class RawHttp2 implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final DefaultHttp2FrameWriter writer = new DefaultHttp2FrameWriter();
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final Channel channel;
    private final ChannelHandlerContext context;
    private final String settings;

    RawHttp2(int port) throws InterruptedException {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(group)
                        .channel(NioSocketChannel.class)
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel ch) {
                                        ch.pipeline().addLast(new Frames());
                                    }
                                });
        channel = bootstrap.connect("127.0.0.1", port).sync().channel();
        context = channel.pipeline().lastContext();
        channel.closeFuture().addListener(_ -> arrived.add("CLOSED"));
        onLoop(() -> {
            context.write(Http2CodecUtil.connectionPrefaceBuf());
            writer.writeSettings(context, new Http2Settings(), context.newPromise());
            context.flush();
        });
        settings = await("SETTINGS");
    }

    /// What the server announced first.
    String settings() {
        return settings;
    }

    /// Sends a message for `token` on a stream, the body in two frames.
    void send(int stream, String token, String accessToken) throws InterruptedException {
        send(stream, token, accessToken, "https");
    }

    void send(int stream, String token, String accessToken, String scheme)
            throws InterruptedException {
        Http2Headers headers =
                new DefaultHttp2Headers(false)
                        .method("POST")
                        .scheme(scheme)
                        .authority("fcm.googleapis.com")
                        .path("/v1/projects/demo-project/messages:send")
                        .set("authorization", "Bearer " + accessToken);
        byte[] body =
                ("{\"message\":{\"token\":\"" + token + "\"}}").getBytes(StandardCharsets.UTF_8);
        onLoop(() -> {
            writer.writeHeaders(context, stream, headers, 0, false, context.newPromise());
            writer.writeData(
                    context,
                    stream,
                    Unpooled.wrappedBuffer(body, 0, 5),
                    0,
                    false,
                    context.newPromise());
            writer.writeData(
                    context,
                    stream,
                    Unpooled.wrappedBuffer(body, 5, body.length - 5),
                    0,
                    true,
                    context.newPromise());
            context.flush();
        });
    }

    /// Sends headers alone.
    void request(int stream, Http2Headers headers) throws InterruptedException {
        onLoop(() -> {
            writer.writeHeaders(context, stream, headers, 0, true, context.newPromise());
            context.flush();
        });
    }

    void ping() throws InterruptedException {
        onLoop(() -> {
            writer.writePing(context, false, 7, context.newPromise());
            context.flush();
        });
    }

    /// Waits for a line that begins so and returns it; lines before it are dropped.
    String await(String beginning) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            String line = arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError(
                        "no " + beginning + " within " + DEADLINE + ", but " + seen);
            }
            if (line.startsWith(beginning)) {
                return line;
            }
            seen.add(line);
        }
    }

    private void onLoop(Runnable task) throws InterruptedException {
        channel.eventLoop().submit(task).sync();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Frames extends ByteToMessageDecoder {

        private final DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader(false);

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
                throws Http2Exception {
            reader.readFrame(ctx, in, new Lines());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    private final class Lines extends Http2FrameAdapter {

        @Override
        public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
            arrived.add("SETTINGS max_streams=" + settings.maxConcurrentStreams());
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext ctx,
                int stream,
                Http2Headers headers,
                int padding,
                boolean isEnd) {
            arrived.add("HEADERS " + stream + " " + headers.status());
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long errorCode) {
            arrived.add("RESET " + stream + " " + errorCode);
        }

        @Override
        public void onGoAwayRead(
                ChannelHandlerContext ctx, int lastStream, long errorCode, ByteBuf debug) {
            arrived.add(
                    "GOAWAY "
                            + errorCode
                            + " "
                            + debug.toString(StandardCharsets.UTF_8)
                            + " last="
                            + lastStream);
        }
    }
}
