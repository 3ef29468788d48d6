package kr.bongsu.gateway.access;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Turns passwords into hashes that are dear to guess from: `pbkdf2-sha512$ITERATIONS$SALT$HASH`.
///
/// @param iterations of a new hash; an old one keeps its own
public record Passwords(int iterations) {

    /// About a fifth of a second of a core; what OWASP asks of PBKDF2 with SHA-512.
    public static final Passwords USUAL = new Passwords(210_000);

    private static final String SCHEME = "pbkdf2-sha512";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /// No letters or digits that are taken for one another.
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int ONE_TIME_LETTERS = 20;

    String hash(String password) {
        byte[] salt = random(SALT_BYTES);
        return text(salt, derive(password, salt, iterations));
    }

    /// A hash that no password has, as dear to compare with as any.
    String nobodys() {
        return text(random(SALT_BYTES), random(HASH_BYTES));
    }

    private String text(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return String.join(
                "$",
                SCHEME,
                Integer.toString(iterations),
                base64.encodeToString(salt),
                base64.encodeToString(hash));
    }

    private static byte[] random(int length) {
        byte[] random = new byte[length];
        new SecureRandom().nextBytes(random);
        return random;
    }

    static boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] derived = derive(password, salt, Integer.parseInt(parts[1]));
        return Tokens.same(Base64.getEncoder().withoutPadding().encodeToString(derived), parts[3]);
    }

    /// A password for one login: 99 random bits.
    static String oneTime() {
        return new SecureRandom()
                .ints(ONE_TIME_LETTERS, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /// The same letters typed on another machine are the same password.
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec =
                new PBEKeySpec(
                        normal(password).toCharArray(), salt, iterations, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA512", e);
        } finally {
            spec.clearPassword();
        }
    }
}
