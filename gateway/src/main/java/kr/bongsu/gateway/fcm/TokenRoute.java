package kr.bongsu.gateway.fcm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The way to a token server: `https` through the proxy if there is one; plain `http` directly,
/// because only the metadata server and test servers speak that, and both are near.
final class TokenRoute extends ProxySelector {

    private final Optional<FcmSettings.Proxy> proxy;

    TokenRoute(Optional<FcmSettings.Proxy> proxy) {
        this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(
                proxy.filter(_ -> "https".equals(uri.getScheme()))
                        .map(each ->
                                new Proxy(
                                        Proxy.Type.HTTP,
                                        new InetSocketAddress(each.host(), each.port())))
                        .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request fails with the same reason, and is reported there.
    }
}
