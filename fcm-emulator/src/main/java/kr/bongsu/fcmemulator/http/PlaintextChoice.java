package kr.bongsu.fcmemulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Tells HTTP/2 by prior knowledge from HTTP/1.1 by the first bytes: no HTTP/1 method begins with
/// `PRI`.
final class PlaintextChoice extends ByteToMessageDecoder {

    private final Dispatcher dispatcher;
    private final Connections connections;

    PlaintextChoice(Dispatcher dispatcher, Connections connections) {
        this.dispatcher = dispatcher;
        this.connections = connections;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 3) {
            return;
        }
        int from = in.readerIndex();
        if (in.getByte(from) == 'P' && in.getByte(from + 1) == 'R' && in.getByte(from + 2) == 'I') {
            Pipelines.addHttp2(ctx.pipeline(), dispatcher, connections);
        } else {
            Pipelines.addHttp1(ctx.pipeline(), dispatcher, connections);
        }
        ctx.pipeline().remove(this);
    }
}
