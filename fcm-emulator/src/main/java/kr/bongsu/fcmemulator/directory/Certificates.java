package kr.bongsu.fcmemulator.directory;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Makes a certificate authority and the one server certificate it ever signs; the authority's key
/// is not kept.
///
/// The JDK verifies certificates but has no public way to make one; a DER writer of some hundred
/// lines replaces a large dependency, and starting `keytool` four times would cost seconds at every
/// first start.
final class Certificates {

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final Duration LIFE = Duration.ofDays(397);

    /// A server's key with its certificate, and the authority that signed it.
    record Issued(X509Certificate authority, X509Certificate server, PrivateKey serverKey) {}

    private final byte[] issuer;
    private final PrivateKey key;
    private final Instant now;

    private Certificates(byte[] issuer, PrivateKey key, Instant now) {
        this.issuer = issuer;
        this.key = key;
        this.now = now;
    }

    static Issued issue(List<String> hosts, Instant now) throws GeneralSecurityException {
        KeyPair authority = newKey();
        KeyPair server = newKey();
        // A name that no other run has: two authorities of one name in a trust store would hide
        // each other.
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        byte[] name = name("FCM emulator CA " + HexFormat.of().formatHex(random));
        Certificates signer = new Certificates(name, authority.getPrivate(), now);
        return new Issued(
                signer.sign(
                        name, authority.getPublic(), authorityExtensions(authority.getPublic())),
                signer.sign(
                        name(hosts.getFirst()),
                        server.getPublic(),
                        serverExtensions(hosts, server.getPublic(), authority.getPublic())),
                server.getPrivate());
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate sign(byte[] subject, PublicKey subjectKey, byte[] extensions)
            throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
        byte[] toSign =
                Der.sequence(
                        Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                        Der.integer(new BigInteger(120, new SecureRandom()).setBit(119)),
                        algorithm,
                        issuer,
                        Der.sequence(
                                Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(LIFE))),
                        subject,
                        subjectKey.getEncoded(),
                        Der.tagged(0xa3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(toSign);
        byte[] certificate = Der.sequence(toSign, algorithm, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] authorityExtensions(PublicKey key) throws GeneralSecurityException {
        return Der.sequence(
                extension("2.5.29.19", true, Der.sequence(Der.bool(true))),
                extension("2.5.29.15", true, Der.bits(1, new byte[] {0x06})),
                extension("2.5.29.14", false, Der.octets(keyId(key))));
    }

    private static byte[] serverExtensions(List<String> hosts, PublicKey key, PublicKey authority)
            throws GeneralSecurityException {
        List<byte[]> names = new ArrayList<>();
        for (String host : hosts) {
            names.add(alternativeName(host));
        }
        return Der.sequence(
                extension("2.5.29.15", true, Der.bits(7, new byte[] {(byte) 0x80})),
                extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
                extension("2.5.29.17", false, Der.sequence(names.toArray(new byte[0][]))),
                extension("2.5.29.14", false, Der.octets(keyId(key))),
                extension("2.5.29.35", false, Der.sequence(Der.tagged(0x80, keyId(authority)))));
    }

    private static byte[] alternativeName(String host) {
        if (host.matches("[0-9.]+") || host.indexOf(':') >= 0) {
            return Der.tagged(0x87, InetAddress.ofLiteral(host).getAddress());
        }
        return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }
}
