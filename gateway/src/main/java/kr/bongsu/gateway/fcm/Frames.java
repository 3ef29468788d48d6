package kr.bongsu.gateway.fcm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DecoratingHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;

/// Writes the frames of a request in one piece each, where Netty takes two pieces and a promise for
/// each of them. Every other frame is Netty's.
final class Frames extends DecoratingHttp2FrameWriter {

    private static final int HEAD = 9;
    private static final int END_STREAM = 0x1;
    private static final int END_HEADERS = 0x4;

    /// Every peer takes frames so large; larger ones are split by Netty.
    private static final int LARGEST = 16_384;

    private static final int USUAL_HEADERS = 64;

    private final HeaderBlocks blocks;

    Frames() {
        this(new HeaderBlocks());
    }

    private Frames(HeaderBlocks blocks) {
        super(new DefaultHttp2FrameWriter(blocks));
        this.blocks = blocks;
    }

    @Override
    public ChannelFuture writeHeaders(
            ChannelHandlerContext ctx,
            int stream,
            Http2Headers headers,
            int padding,
            boolean isLast,
            ChannelPromise promise) {
        if (padding > 0 || !areShort(headers)) {
            return super.writeHeaders(ctx, stream, headers, padding, isLast, promise);
        }
        ByteBuf frame = ctx.alloc().buffer(HEAD + USUAL_HEADERS).writeZero(HEAD);
        try {
            blocks.encodeHeaders(stream, headers, frame);
        } catch (Http2Exception e) {
            frame.release();
            return promise.setFailure(e);
        }
        int flags = isLast ? END_HEADERS | END_STREAM : END_HEADERS;
        head(frame, Http2FrameTypes.HEADERS, flags, stream);
        return ctx.write(frame, promise);
    }

    @Override
    public ChannelFuture writeData(
            ChannelHandlerContext ctx,
            int stream,
            ByteBuf data,
            int padding,
            boolean isLast,
            ChannelPromise promise) {
        int length = data.readableBytes();
        if (padding > 0 || length > LARGEST) {
            return super.writeData(ctx, stream, data, padding, isLast, promise);
        }
        ByteBuf frame = ctx.alloc().buffer(HEAD + length).writeZero(HEAD).writeBytes(data);
        data.release();
        head(frame, Http2FrameTypes.DATA, isLast ? END_STREAM : 0, stream);
        return ctx.write(frame, promise);
    }

    /// Fills in the head of a frame whose payload is complete (RFC 9113, 4.1).
    private static void head(ByteBuf frame, byte type, int flags, int stream) {
        frame.setMedium(0, frame.readableBytes() - HEAD)
                .setByte(3, type)
                .setByte(4, flags)
                .setInt(5, stream);
    }

    /// Whether they fit into one frame even without compression.
    private static boolean areShort(Http2Headers headers) {
        int bytes = 0;
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            bytes += header.getKey().length() + header.getValue().length() + HEAD;
        }
        return bytes <= LARGEST;
    }
}
