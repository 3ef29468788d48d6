package kr.bongsu.fcmemulator.directory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The key and certificate with which the emulator answers as `fcm.googleapis.com` to clients that
/// trust its CA.
public record ServerIdentity(
        X509Certificate authority, X509Certificate certificate, PrivateKey key) {

    private static final char[] TRUST_STORE_PASSWORD = "changeit".toCharArray();
    private static final Set<String> HOSTS =
            new LinkedHashSet<>(
                    List.of(
                            "fcm.googleapis.com",
                            "oauth2.googleapis.com",
                            "iid.googleapis.com",
                            "localhost",
                            "127.0.0.1"));

    /// Loads the identity of the directory, or makes one when it is absent, damaged, for other
    /// hosts or about to expire.
    static ServerIdentity loadOrMake(Path directory, String host, Instant now)
            throws IOException, GeneralSecurityException {
        Set<String> hosts = new LinkedHashSet<>(HOSTS);
        hosts.add(host);
        Optional<ServerIdentity> kept = load(directory, hosts, now);
        return kept.isPresent() ? kept.get() : make(directory, hosts, now);
    }

    private static Optional<ServerIdentity> load(Path directory, Set<String> hosts, Instant now)
            throws IOException {
        if (!Files.exists(directory.resolve("server.key"))
                || !Files.exists(directory.resolve("trust.p12"))) {
            return Optional.empty();
        }
        try {
            X509Certificate authority = certificate(directory.resolve("ca.pem"));
            X509Certificate server = certificate(directory.resolve("server.pem"));
            server.verify(authority.getPublicKey());
            server.checkValidity(Date.from(now.plus(Duration.ofDays(1))));
            byte[] der =
                    Pem.decode("PRIVATE KEY", Files.readString(directory.resolve("server.key")));
            PrivateKey key =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return namesOf(server).containsAll(hosts)
                    ? Optional.of(new ServerIdentity(authority, server, key))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Whatever is wrong with throw-away files, new ones are the answer.
            return Optional.empty();
        }
    }

    private static ServerIdentity make(Path directory, Set<String> hosts, Instant now)
            throws IOException, GeneralSecurityException {
        Certificates.Issued issued = Certificates.issue(List.copyOf(hosts), now);
        PrivateFiles.writeSecret(
                directory.resolve("server.key"),
                Pem.encode("PRIVATE KEY", issued.serverKey().getEncoded()));
        writeCertificate(directory.resolve("server.pem"), issued.server());
        writeCertificate(directory.resolve("ca.pem"), issued.authority());
        PrivateFiles.writePublic(directory.resolve("trust.p12"), trustStore(issued.authority()));
        return new ServerIdentity(issued.authority(), issued.server(), issued.serverKey());
    }

    private static byte[] trustStore(X509Certificate authority)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("fcm-emulator", authority);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, TRUST_STORE_PASSWORD);
        return out.toByteArray();
    }

    private static void writeCertificate(Path file, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        String pem = Pem.encode("CERTIFICATE", certificate.getEncoded());
        PrivateFiles.writePublic(file, pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static X509Certificate certificate(Path file)
            throws IOException, GeneralSecurityException {
        byte[] der = Pem.decode("CERTIFICATE", Files.readString(file));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private static Set<String> namesOf(X509Certificate certificate)
            throws GeneralSecurityException {
        Set<String> names = new LinkedHashSet<>();
        Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
        if (entries != null) {
            for (List<?> entry : entries) {
                names.add(Objects.toString(entry.get(1)));
            }
        }
        return names;
    }
}
