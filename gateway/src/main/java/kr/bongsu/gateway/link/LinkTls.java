package kr.bongsu.gateway.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import kr.bongsu.gateway.log.Log;

/// TLS on a line: the FEP must show a certificate that `trust` vouches for and that is made out to
/// the name.
///
/// The files are read anew at each connect, so a certificate that was renewed serves from the next
/// connection on.
///
/// @param trust PEM file of the authorities (or the FEP's own certificate) to believe
/// @param identity what to show the FEP if it asks; absent when it does not
/// @param name whom the certificate must be made out to; absent for the endpoint's host
public record LinkTls(Path trust, Optional<Identity> identity, Optional<String> name) {

    private static final Log LOG = Log.of(LinkTls.class);
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "Ed25519");
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

    /// What the gateway shows of itself.
    ///
    /// @param certificates PEM file: the certificate and those that link it to an authority
    /// @param key PEM file: its private key (PKCS #8, not encrypted)
    public record Identity(Path certificates, Path key) {}

    /// Reads the files and forgets them again.
    ///
    /// @throws IOException with a sentence for a person when they cannot be used
    public void check() throws IOException {
        context();
    }

    /// Speaks TLS over a connected socket, or closes it when that takes longer than the limit: also
    /// with a peer that says a byte now and then.
    ///
    /// @throws IOException when the files cannot be used, or the FEP is not who it should be
    SSLSocket over(Socket socket, LinkSettings.Endpoint to, Duration limit) throws IOException {
        String expected = name.orElse(to.host());
        SSLSocket secured =
                (SSLSocket)
                        context()
                                .getSocketFactory()
                                .createSocket(socket, expected, to.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        CountDownLatch shaken = new CountDownLatch(1);
        Thread.ofVirtual().name("tls-deadline").start(() -> closeUnless(shaken, limit, socket));
        long begun = System.nanoTime();
        try {
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            if (System.nanoTime() - begun >= limit.toNanos()) {
                throw new SSLException("no handshake within " + limit.toMillis() + " ms", e);
            }
            throw e;
        } finally {
            shaken.countDown();
        }
    }

    private static void closeUnless(CountDownLatch shaken, Duration limit, Socket socket) {
        try {
            if (!shaken.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.warn("link.tls-deadline", "why", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] ours =
                    identity.isPresent() ? keyManagers(identity.get()) : new KeyManager[0];
            context.init(ours, trustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trustManagers() throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate each : certificates(trust)) {
            store.setCertificateEntry("trusted-" + number++, each);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keyManagers(Identity identity)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        Certificate[] chain = certificates(identity.certificates).toArray(new Certificate[0]);
        char[] inMemoryOnly = new char[0];
        store.setKeyEntry("line", privateKey(identity.key), inMemoryOnly, chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, inMemoryOnly);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw new IOException(file + " holds no certificate; it must be a PEM file");
            }
            return found;
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        int begin = pem.indexOf(KEY_BEGIN);
        int end = pem.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw new IOException(
                    file
                            + " holds no key that can be read; make one with: openssl pkcs8 -topk8"
                            + " -nocrypt -in OLD -out NEW");
        }
        byte[] bytes =
                Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGIN.length(), end));
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException anotherKind) {
                // The next kind is tried; what is none of them is reported below.
            }
        }
        throw new IOException(file + " is a key of no known kind; use " + KEY_KINDS);
    }
}
