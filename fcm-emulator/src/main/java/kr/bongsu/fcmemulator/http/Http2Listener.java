package kr.bongsu.fcmemulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.util.Objects;

/// Turns the frames of one connection into requests.
final class Http2Listener extends Http2FrameAdapter {

    private final Http2Link link;
    private final Dispatcher dispatcher;
    private final Http2Connection.PropertyKey exchangeKey;

    Http2Listener(Http2Link link, Dispatcher dispatcher) {
        this.link = link;
        this.dispatcher = dispatcher;
        this.exchangeKey = link.connection().newKey();
        link.connection()
                .addListener(
                        new Http2ConnectionAdapter() {
                            @Override
                            public void onStreamRemoved(Http2Stream stream) {
                                Http2Exchange exchange = stream.removeProperty(exchangeKey);
                                if (exchange != null) {
                                    exchange.release();
                                    exchange.markEnded();
                                }
                                link.streamClosed();
                            }
                        });
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream) {
        onHeadersRead(ctx, streamId, headers, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int streamId,
            Http2Headers headers,
            int padding,
            boolean endOfStream) {
        Http2Stream stream = Objects.requireNonNull(link.stream(streamId));
        Http2Exchange exchange = stream.getProperty(exchangeKey);
        if (exchange == null) {
            exchange = new Http2Exchange(link, streamId, headers);
            stream.setProperty(exchangeKey, exchange);
            if (!link.admit(streamId, exchange)) {
                return;
            }
        }
        if (endOfStream) {
            complete(exchange, Unpooled.EMPTY_BUFFER);
        }
    }

    @Override
    public int onDataRead(
            ChannelHandlerContext ctx,
            int streamId,
            ByteBuf data,
            int padding,
            boolean endOfStream) {
        int processed = data.readableBytes() + padding;
        Http2Stream stream = link.stream(streamId);
        Http2Exchange exchange = stream == null ? null : stream.getProperty(exchangeKey);
        if (exchange == null) {
            return processed;
        }
        if (endOfStream) {
            complete(exchange, data);
        } else if (!exchange.collect(data)) {
            exchange.resetStream();
        }
        return processed;
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext ctx) {
        link.takeLimitOnStreams();
    }

    @Override
    public void onPingRead(ChannelHandlerContext ctx, long data) {
        link.pingArrived();
    }

    private void complete(Http2Exchange exchange, ByteBuf last) {
        link.requestArrived();
        Http2Headers headers = exchange.headers();
        byte[] body = exchange.finish(last);
        CharSequence method = headers.method();
        CharSequence path = headers.path();
        if (method == null || path == null || !namesAuthority(headers)) {
            exchange.respond(Refusals.badRequest("A request needs :method, :path and :authority."));
            return;
        }
        CharSequence encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && "gzip".contentEquals(encoding)) {
            try {
                body = Bodies.gunzip(body);
            } catch (IOException e) {
                exchange.respond(Refusals.badGzip(e));
                return;
            }
        }
        dispatcher.dispatch(
                new Request(method.toString(), path.toString(), headers::get, body), exchange);
    }

    /// Google's front end refuses a request that does not say for which host it is.
    private static boolean namesAuthority(Http2Headers headers) {
        return headers.authority() != null || headers.contains(HttpHeaderNames.HOST);
    }
}
