package kr.bongsu.fcmemulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One HTTP/2 stream: collects the body of its request, later writes the answer.
@SuppressWarnings("FutureReturnValueIgnored") // see the package
final class Http2Exchange implements Exchange {

    private static final AsciiString LENGTH = AsciiString.cached("content-length");

    /// Of nearly every answer: never changed, so that it is made once.
    private static final Http2Headers USUAL = head(200, Response.JSON, List.of());

    private final Http2Link link;
    private final int streamId;
    private final Http2Headers headers;
    private @Nullable ByteBuf body;
    private boolean hasEnded;

    Http2Exchange(Http2Link link, int streamId, Http2Headers headers) {
        this.link = link;
        this.streamId = streamId;
        this.headers = headers;
    }

    Http2Headers headers() {
        return headers;
    }

    /// Keeps a piece of the body.
    ///
    /// @return false when the body is larger than [Bodies#LIMIT]
    boolean collect(ByteBuf piece) {
        ByteBuf kept = body;
        if (kept == null) {
            kept = link.context().alloc().heapBuffer(piece.readableBytes());
            body = kept;
        }
        if (kept.readableBytes() + piece.readableBytes() > Bodies.LIMIT) {
            return false;
        }
        kept.writeBytes(piece);
        return true;
    }

    /// The whole body, `last` included; what was collected is released.
    byte[] finish(ByteBuf last) {
        if (body == null) {
            return Bodies.bytes(last);
        }
        body.writeBytes(last);
        byte[] whole = Bodies.bytes(body);
        release();
        return whole;
    }

    void release() {
        if (body != null) {
            body.release();
            body = null;
        }
    }

    @Override
    public boolean isOpen() {
        Http2Stream stream = link.stream(streamId);
        return stream != null
                && stream.state().localSideOpen()
                && link.context().channel().isActive();
    }

    @Override
    public void respond(Response response) {
        ChannelHandlerContext ctx = link.context();
        byte[] content = response.body();
        boolean isUsual =
                response.status() == 200
                        && response.contentType().equals(Response.JSON)
                        && response.headers().isEmpty();
        Http2Headers head =
                isUsual
                        ? USUAL
                        : head(response)
                                .set(LENGTH, AsciiString.of(Integer.toString(content.length)));
        link.encoder().writeHeaders(ctx, streamId, head, 0, content.length == 0, ctx.newPromise());
        if (content.length > 0) {
            link.encoder()
                    .writeData(
                            ctx,
                            streamId,
                            Unpooled.wrappedBuffer(content),
                            0,
                            true,
                            ctx.newPromise());
        }
        link.wrote();
        markEnded();
    }

    @Override
    public void resetStream() {
        end(Http2Error.INTERNAL_ERROR);
    }

    /// Resets the stream for that reason.
    void end(Http2Error reason) {
        ChannelHandlerContext ctx = link.context();
        link.encoder().writeRstStream(ctx, streamId, reason.code(), ctx.newPromise());
        link.wrote();
        markEnded();
    }

    /// The stream does not count against the limit any more.
    void markEnded() {
        if (!hasEnded) {
            hasEnded = true;
            link.ended();
        }
    }

    @Override
    public void resetConnection() {
        link.resetConnection();
    }

    @Override
    public EventStream follow(Response response) {
        ChannelHandlerContext ctx = link.context();
        link.encoder().writeHeaders(ctx, streamId, head(response), 0, false, ctx.newPromise());
        link.flush(ctx);
        return new EventStream() {
            @Override
            public boolean send(byte[] piece) {
                Http2Stream stream = Objects.requireNonNull(link.stream(streamId));
                if (!link.encoder().flowController().isWritable(stream)) {
                    return false;
                }
                link.encoder()
                        .writeData(
                                ctx,
                                streamId,
                                Unpooled.wrappedBuffer(piece),
                                0,
                                false,
                                ctx.newPromise());
                link.flush(ctx);
                return true;
            }

            @Override
            public boolean isOpen() {
                return Http2Exchange.this.isOpen();
            }
        };
    }

    @Override
    public void flush() {
        link.flushWritten();
    }

    private static Http2Headers head(Response response) {
        return head(response.status(), response.contentType(), response.headers());
    }

    private static Http2Headers head(
            int status, AsciiString contentType, List<Response.Header> headers) {
        Http2Headers head = new DefaultHttp2Headers(false, 16);
        head.status(Statuses.text(status));
        head.set(AsciiString.cached("content-type"), contentType);
        for (Response.Header header : Statuses.COMMON) {
            head.set(header.name(), header.value());
        }
        for (Response.Header header : headers) {
            head.set(header.name(), header.value());
        }
        return head;
    }
}
