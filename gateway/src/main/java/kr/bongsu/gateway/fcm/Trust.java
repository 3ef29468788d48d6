package kr.bongsu.gateway.fcm;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are believed: the JDK's authorities, and one more if the operator names it.
public final class Trust {

    private final TrustManagerFactory authorities;

    private Trust(TrustManagerFactory authorities) {
        this.authorities = authorities;
    }

    /// The JDK's authorities and those of a PEM file.
    ///
    /// @throws FcmException with a sentence for a person
    public static Trust of(Optional<Path> extra) {
        try {
            TrustManagerFactory system = factory(null);
            if (extra.isEmpty()) {
                return new Trust(system);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (TrustManager manager : system.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    for (X509Certificate certificate : x509.getAcceptedIssuers()) {
                        store.setCertificateEntry("system-" + number++, certificate);
                    }
                }
            }
            try (InputStream in = Files.newInputStream(extra.get())) {
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("extra-" + number++, certificate);
                }
            }
            return new Trust(factory(store));
        } catch (IOException | GeneralSecurityException e) {
            throw new FcmException(
                    "cannot use the certificate authority "
                            + extra.map(Path::toString).orElse("of the JDK")
                            + "; it must be a readable PEM file",
                    e);
        }
    }

    /// TLS with HTTP/2 chosen by ALPN; BoringSSL where it runs, else the JDK's.
    SslContext http2() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                    .trustManager(authorities)
                    .applicationProtocolConfig(
                            new ApplicationProtocolConfig(
                                    Protocol.ALPN,
                                    SelectorFailureBehavior.NO_ADVERTISE,
                                    SelectedListenerFailureBehavior.ACCEPT,
                                    ApplicationProtocolNames.HTTP_2))
                    .build();
        } catch (IOException e) {
            throw new FcmException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /// For connections that the JDK makes.
    public SSLContext jdk() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, authorities.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new FcmException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
