package kr.bongsu.fcmemulator.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;

/// Puts the handlers of one protocol into a connection's pipeline.
final class Pipelines {

    private static final int WINDOW = 1 << 20;

    private Pipelines() {}

    static void addHttp1(ChannelPipeline pipeline, Dispatcher dispatcher, Connections connections) {
        pipeline.addLast(new HttpServerCodec());
        pipeline.addLast(new HttpServerKeepAliveHandler());
        pipeline.addLast(new HttpObjectAggregator(Bodies.LIMIT));
        pipeline.addLast(new Http1Link(dispatcher, connections));
    }

    static void addHttp2(ChannelPipeline pipeline, Dispatcher dispatcher, Connections connections) {
        pipeline.addLast(new LinkBuilder(dispatcher, connections).build());
    }

    private static final class LinkBuilder
            extends AbstractHttp2ConnectionHandlerBuilder<Http2Link, LinkBuilder> {

        private final Dispatcher dispatcher;
        private final Connections connections;

        LinkBuilder(Dispatcher dispatcher, Connections connections) {
            this.dispatcher = dispatcher;
            this.connections = connections;
            server(true);
            initialSettings(
                    new Http2Settings()
                            .maxConcurrentStreams(connections.policy().maxStreams())
                            .initialWindowSize(WINDOW)
                            .maxHeaderListSize(16_384));
            // The guard counts RST_STREAM frames that we are asked to send as a fault; it must not
            // end the connection.
            encoderEnforceMaxRstFramesPerWindow(0, 30);
        }

        @Override
        protected Http2Link build() {
            return super.build();
        }

        @Override
        protected Http2Link build(
                Http2ConnectionDecoder decoder,
                Http2ConnectionEncoder encoder,
                Http2Settings settings) {
            Http2Link link = new Http2Link(decoder, encoder, settings, connections);
            frameListener(new Http2Listener(link, dispatcher));
            return link;
        }
    }
}
