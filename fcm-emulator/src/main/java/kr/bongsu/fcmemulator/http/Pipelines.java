package kr.bongsu.fcmemulator.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

/// Puts the handlers of one protocol into a connection's pipeline.
final class Pipelines {

    /// Bytes of requests under way, on a stream and on a connection.
    static final int WINDOW = 1 << 20;

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
            connection(evenly());
            initialSettings(
                    new Http2Settings()
                            .maxConcurrentStreams(connections.policy().maxStreams())
                            .initialWindowSize(WINDOW)
                            .maxHeaderListSize(16_384));
            // The guard counts RST_STREAM frames that we are asked to send as a fault; it must not
            // end the connection.
            encoderEnforceMaxRstFramesPerWindow(0, 30);
        }

        /// Without Netty's sharing of the window by weights: all answers are alike.
        private static Http2Connection evenly() {
            Http2Connection http2 = new DefaultHttp2Connection(true);
            UniformStreamByteDistributor share = new UniformStreamByteDistributor(http2);
            http2.remote().flowController(new DefaultHttp2RemoteFlowController(http2, share));
            return http2;
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
