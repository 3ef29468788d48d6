package kr.bongsu.fcmemulator.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection: requests are answered one after another, in their order.
///
/// Reading never pauses, or the end of a connection would go unnoticed; who pipelines more than a
/// few requests is cut off.
@SuppressWarnings("FutureReturnValueIgnored") // see the package
final class Http1Link extends SimpleChannelInboundHandler<FullHttpRequest>
        implements Connections.Link {

    private static final int PIPELINED = 16;

    private final Dispatcher dispatcher;
    private final Connections connections;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private boolean busy;
    private boolean written;
    private long requests;

    Http1Link(Dispatcher dispatcher, Connections connections) {
        this.dispatcher = dispatcher;
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        connections.add(this);
        ctx.channel().closeFuture().addListener(closed -> closed());
    }

    private void closed() {
        connections.remove(this);
        for (FullHttpRequest request : waiting) {
            request.release();
        }
        waiting.clear();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (waiting.size() >= PIPELINED) {
            ctx.close();
            return;
        }
        waiting.add(request.retain());
        next();
    }

    private void next() {
        while (!busy) {
            FullHttpRequest request = waiting.poll();
            if (request == null) {
                return;
            }
            busy = true;
            try {
                answer(request);
            } finally {
                request.release();
            }
        }
    }

    private void answer(FullHttpRequest request) {
        requests++;
        Exchange exchange = new Http1Exchange();
        byte[] body = Bodies.bytes(request.content());
        if (!request.decoderResult().isSuccess()) {
            exchange.respond(Refusals.badRequest("This is not an HTTP request."));
            return;
        }
        if ("gzip".equals(request.headers().get(HttpHeaderNames.CONTENT_ENCODING))) {
            try {
                body = Bodies.gunzip(body);
            } catch (IOException e) {
                exchange.respond(Refusals.badGzip(e));
                return;
            }
        }
        dispatcher.dispatch(
                new Request(request.method().name(), request.uri(), request.headers()::get, body),
                exchange);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flushWritten();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void flushWritten() {
        if (written) {
            written = false;
            context().flush();
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not in a pipeline yet");
    }

    @Override
    public String protocol() {
        return "HTTP/1.1";
    }

    @Override
    public String peer() {
        return String.valueOf(context().channel().remoteAddress());
    }

    @Override
    public int activeStreams() {
        return busy ? 1 : 0;
    }

    @Override
    public long requests() {
        return requests;
    }

    /// HTTP/1.1 has no GOAWAY: an idle connection is closed, a busy one is left to its answer.
    @Override
    public void goAway(GoAway reason) {
        if (!busy) {
            context().close();
        }
    }

    private final class Http1Exchange implements Exchange {

        private boolean done;

        @Override
        public boolean isOpen() {
            return !done && context().channel().isActive();
        }

        @Override
        public void respond(Response response) {
            byte[] content = response.body();
            DefaultFullHttpResponse message =
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.valueOf(response.status()),
                            Unpooled.wrappedBuffer(content));
            fill(message, response);
            message.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.length);
            context().write(message);
            written = true;
            done = true;
            busy = false;
        }

        @Override
        public void resetStream() {
            resetConnection();
        }

        @Override
        public void resetConnection() {
            done = true;
            context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context().channel().unsafe().closeForcibly();
        }

        @Override
        public EventStream follow(Response response) {
            DefaultHttpResponse head =
                    new DefaultHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
            fill(head, response);
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            context().writeAndFlush(head);
            return new EventStream() {
                @Override
                public boolean send(byte[] piece) {
                    if (!context().channel().isWritable()) {
                        return false;
                    }
                    context().writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)));
                    return true;
                }

                @Override
                public boolean isOpen() {
                    return Http1Exchange.this.isOpen();
                }
            };
        }

        @Override
        public void flush() {
            flushWritten();
            next();
        }

        private static void fill(HttpResponse message, Response response) {
            message.headers().set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
            for (Response.Header header : Statuses.COMMON) {
                message.headers().set(header.name(), header.value());
            }
            for (Response.Header header : response.headers()) {
                message.headers().set(header.name(), header.value());
            }
        }
    }
}
