package kr.bongsu.gateway.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves to the core system that a body comes from this gateway and when it was sent.
///
/// ```
///   Bongsu-Signature: t=1772409600,v1=HEX      HEX = HMAC-SHA256(secret, "1772409600." + body)
/// ```
final class Signature {

    static final String HEADER = "Bongsu-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /// @param second since 1970
    static String of(long second, String body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] proof = mac.doFinal((second + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + second + ",v1=" + HexFormat.of().formatHex(proof);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// The same for the same body, always.
    static String digest(String body) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The first line of a file.
    static String secret(Path file) throws IOException {
        String line = Files.readString(file).lines().findFirst().orElse("").strip();
        if (line.isEmpty()) {
            throw new IOException("the file " + file + " is empty");
        }
        return line;
    }
}
