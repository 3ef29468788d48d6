package kr.bongsu.fcmemulator.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Listens on any number of ports with one event loop: TLS (ALPN h2, http/1.1) or plaintext
/// (HTTP/1.1, HTTP/2 by prior knowledge). Uses epoll and BoringSSL where they are available, the
/// JDK's sockets and TLS where not.
public final class FrontEnd implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FrontEnd.class.getName());
    private static final long CLOSE_SECONDS = 5;

    private final EventLoopGroup group;
    private final Connections connections;
    private final List<Channel> listening = new ArrayList<>();
    private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile @Nullable Dispatcher dispatcher;

    public FrontEnd(Connections connections) {
        this.connections = connections;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("fcm-emulator"),
                        Epoll.isAvailable()
                                ? EpollIoHandler.newFactory()
                                : NioIoHandler.newFactory());
    }

    /// Runs a task on the event loop again and again, until this is closed; a run that fails is
    /// logged.
    public void every(Duration period, Runnable task) {
        Runnable guarded =
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.SEVERE, "periodic_task_failed", e);
                    }
                };
        long nanos = period.toNanos();
        var _ = group.next().scheduleAtFixedRate(guarded, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /// Binds a plaintext port, a free one when `port` is 0, and returns it.
    public int bind(String host, int port) throws IOException {
        return bind(
                host,
                port,
                new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted.add(channel);
                        channel.pipeline().addLast(new PlaintextChoice(dispatcher(), connections));
                    }
                });
    }

    /// Binds a TLS port, a free one when `port` is 0, and returns it.
    public int bindTls(String host, int port, PrivateKey key, X509Certificate... chain)
            throws IOException {
        SslContext tls = tls(key, chain);
        return bind(
                host,
                port,
                new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted.add(channel);
                        channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        channel.pipeline().addLast(new TlsChoice(dispatcher(), connections));
                    }
                });
    }

    /// Lets connections in on every bound port.
    public void serve(Service service) {
        dispatcher = new Dispatcher(service, new Deadlines(group.next()));
        for (Channel channel : listening) {
            channel.config().setAutoRead(true);
        }
    }

    private Dispatcher dispatcher() {
        return Objects.requireNonNull(dispatcher, "a connection before serve()");
    }

    private int bind(String host, int port, ChannelInitializer<Channel> initializer)
            throws IOException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(group)
                        .channel(
                                Epoll.isAvailable()
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(initializer);
        var bound = bootstrap.bind(host, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on "
                            + host
                            + ":"
                            + port
                            + " ("
                            + bound.cause().getMessage()
                            + ")",
                    bound.cause());
        }
        listening.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private static SslContext tls(PrivateKey key, X509Certificate... chain) throws SSLException {
        boolean isNative = OpenSsl.isAvailable();
        return SslContextBuilder.forServer(key, chain)
                .sslProvider(isNative ? SslProvider.OPENSSL : SslProvider.JDK)
                .applicationProtocolConfig(
                        new ApplicationProtocolConfig(
                                ApplicationProtocolConfig.Protocol.ALPN,
                                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                                ApplicationProtocolNames.HTTP_2,
                                ApplicationProtocolNames.HTTP_1_1))
                .build();
    }

    @Override
    public void close() {
        for (Channel channel : listening) {
            channel.close().awaitUninterruptibly(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        }
        // A loop that ends leaves what HTTP/2 would close with a goodbye open for ever.
        accepted.forEach(
                channel -> channel.eventLoop().execute(() -> channel.unsafe().closeForcibly()));
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS + 1));
    }
}
