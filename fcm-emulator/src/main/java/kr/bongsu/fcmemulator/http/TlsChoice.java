package kr.bongsu.fcmemulator.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/// Follows what ALPN agreed on; a client without ALPN speaks HTTP/1.1.
@SuppressWarnings("FutureReturnValueIgnored") // see the package
final class TlsChoice extends ApplicationProtocolNegotiationHandler {

    private final Dispatcher dispatcher;
    private final Connections connections;

    TlsChoice(Dispatcher dispatcher, Connections connections) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.dispatcher = dispatcher;
        this.connections = connections;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
        if (ApplicationProtocolNames.HTTP_2.equals(protocol)) {
            Pipelines.addHttp2(ctx.pipeline(), dispatcher, connections);
        } else {
            Pipelines.addHttp1(ctx.pipeline(), dispatcher, connections);
        }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
        // A client that does not trust the CA is the client's news, not the emulator's.
        ctx.close();
    }
}
