package kr.bongsu.gateway.fcm;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import kr.bongsu.gateway.fcm.FcmSettings.Proxy;
import kr.bongsu.gateway.log.Log;
import org.jspecify.annotations.Nullable;

/// Opens channels to FCM: TCP, TLS with ALPN, HTTP/2.
final class Connector {

    private static final Log LOG = Log.of(Connector.class);
    private static final int CONNECT_MILLIS = 10_000;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /// A body is never split for fairness.
    private static final int LARGEST_BODY = 16_384;

    private final String host;
    private final int port;
    private final @Nullable SslContext tls;
    private final @Nullable Proxy proxy;
    private final EventLoop loop;

    Connector(FcmSettings settings, Trust trust, EventLoop loop) {
        URI endpoint = settings.way().endpoint();
        boolean secure = endpoint.getScheme().equals("https");
        this.host = endpoint.getHost();
        this.port = endpoint.getPort() > 0 ? endpoint.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        this.tls = secure ? trust.http2() : null;
        this.proxy = settings.way().proxy().orElse(null);
        this.loop = loop;
    }

    /// Connects; the connection is told when it is up, and when it is closed if it ever was up.
    ///
    /// @param failed why it never came up; called at most once
    void connect(Connection connection, Consumer<String> failed) {
        // A name lookup may take as long as the system likes; the event loop must not wait for it.
        // Behind a proxy, FCM's name is the proxy's to look up.
        String first = proxy == null ? host : proxy.host();
        Thread.ofVirtual()
                .name("fcm-lookup")
                .start(() -> {
                    try {
                        InetAddress address = InetAddress.getByName(first);
                        loop.execute(() -> open(address, connection, failed));
                    } catch (UnknownHostException e) {
                        loop.execute(() -> failed.accept("no such host " + first));
                    } catch (RejectedExecutionException stopping) {
                        LOG.info("fcm.lookup-too-late", "host", first);
                    }
                });
    }

    private void open(InetAddress address, Connection connection, Consumer<String> failed) {
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loop)
                        .channel(
                                Epoll.isAvailable()
                                        ? EpollSocketChannel.class
                                        : NioSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .option(ChannelOption.TCP_NODELAY, true)
                        // A write that fails must not keep us from reading the GOAWAY that
                        // explains it; the end of the stream closes the channel.
                        .option(ChannelOption.AUTO_CLOSE, false)
                        .resolver(NoopAddressResolverGroup.INSTANCE)
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        layers(channel, address, connection, failed);
                                    }
                                })
                        .connect(
                                proxy == null
                                        ? new InetSocketAddress(address, port)
                                        : InetSocketAddress.createUnresolved(host, port));
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                failed.accept(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    /// From the wire inwards: proxy, TLS, HTTP/2.
    private void layers(
            Channel channel, InetAddress address, Connection connection, Consumer<String> failed) {
        if (proxy != null) {
            HttpProxyHandler tunnel =
                    new HttpProxyHandler(new InetSocketAddress(address, proxy.port()));
            tunnel.setConnectTimeoutMillis(CONNECT_MILLIS);
            channel.pipeline().addLast(tunnel);
        }
        if (tls != null) {
            SslHandler handler = tls.newHandler(channel.alloc(), host, port);
            handler.setHandshakeTimeoutMillis(CONNECT_MILLIS);
            channel.pipeline().addLast(handler);
        }
        channel.pipeline().addLast(new Builder(connection, tls != null, failed).build());
    }

    /// The codec of one channel, which reports the channel's life to its connection.
    @SuppressWarnings("FutureReturnValueIgnored") // a channel that is closed reports it through
    // channelInactive
    private static final class Codec extends Http2ConnectionHandler {

        private static final String CLOSED = "connection closed";

        private final Connection connection;
        private final boolean secure;
        private final Consumer<String> failed;
        private boolean up;
        private String why = CLOSED;

        Codec(
                Http2ConnectionDecoder decoder,
                Http2ConnectionEncoder encoder,
                Http2Settings settings,
                Builder builder) {
            super(decoder, encoder, settings);
            this.connection = builder.connection;
            this.secure = builder.secure;
            this.failed = builder.failed;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) throws Exception {
            super.channelActive(ctx);
            if (!secure) {
                up(ctx);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
            if (event instanceof SslHandshakeCompletionEvent handshake) {
                SslHandler ssl = ctx.pipeline().get(SslHandler.class);
                if (!handshake.isSuccess()) {
                    because("TLS: " + handshake.cause().getMessage());
                    ctx.close();
                } else if (!ApplicationProtocolNames.HTTP_2.equals(ssl.applicationProtocol())) {
                    because("the server does not speak HTTP/2");
                    ctx.close();
                } else {
                    up(ctx);
                }
            }
            super.userEventTriggered(ctx, event);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) throws Exception {
            super.channelInactive(ctx);
            if (up) {
                connection.disconnected(why);
            } else if (ctx.channel().closeFuture().isDone()) {
                failed.accept(why);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
            because(String.valueOf(cause.getMessage()));
            if (up) {
                super.exceptionCaught(ctx, cause);
            } else {
                ctx.close();
            }
        }

        /// The first reason is the cause of the others.
        private void because(String reason) {
            if (why.equals(CLOSED)) {
                why = reason;
            }
        }

        private void up(ChannelHandlerContext ctx) {
            up = true;
            connection.attach(this);
            connection.connected(ctx);
        }
    }

    private static final class Builder
            extends AbstractHttp2ConnectionHandlerBuilder<Codec, Builder> {

        private final Connection connection;
        private final boolean secure;
        private final Consumer<String> failed;

        Builder(Connection connection, boolean secure, Consumer<String> failed) {
            this.connection = connection;
            this.secure = secure;
            this.failed = failed;
            frameListener(connection);
            initialSettings(Http2Settings.defaultSettings().pushEnabled(false));
            codec();
        }

        /// Without Netty's sharing of the window by weights: all requests are alike.
        private void codec() {
            Http2Connection http2 = new DefaultHttp2Connection(false);
            UniformStreamByteDistributor share = new UniformStreamByteDistributor(http2);
            share.minAllocationChunk(LARGEST_BODY);
            http2.remote().flowController(new DefaultHttp2RemoteFlowController(http2, share));
            Http2ConnectionEncoder encoder = new DefaultHttp2ConnectionEncoder(http2, new Frames());
            codec(
                    new DefaultHttp2ConnectionDecoder(
                            http2, encoder, new DefaultHttp2FrameReader()),
                    encoder);
        }

        @Override
        protected Codec build() {
            return super.build();
        }

        @Override
        protected Codec build(
                Http2ConnectionDecoder decoder,
                Http2ConnectionEncoder encoder,
                Http2Settings settings) {
            return new Codec(decoder, encoder, settings, this);
        }
    }
}
