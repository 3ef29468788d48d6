package kr.bongsu.gateway.fcm;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/// A Google service account: who the gateway is, and the key to prove it.
record ServiceAccount(String email, String keyId, URI tokenUri, PrivateKey key) {

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
    private static final long LIFE_SECONDS = 3600;

    /// Reads a service-account file as Google issues it.
    ///
    /// @throws FcmException with a sentence for a person
    static ServiceAccount read(Path file) {
        try {
            JsonObject json = new JsonObject(Files.readString(file));
            String pem = required(json, "private_key", file);
            byte[] der =
                    Base64.getMimeDecoder()
                            .decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
            return new ServiceAccount(
                    required(json, "client_email", file),
                    json.getString("private_key_id", ""),
                    URI.create(json.getString("token_uri", AUDIENCE)),
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (IOException e) {
            throw new FcmException(
                    "cannot read the credentials " + file + "; check the path and its permissions",
                    e);
        } catch (DecodeException | IllegalArgumentException | GeneralSecurityException e) {
            throw new FcmException(
                    file
                            + " is no service-account file; take the JSON that the Firebase console gives",
                    e);
        }
    }

    /// A signed assertion for the JWT-bearer grant (RFC 7523).
    String assertion(Instant now) {
        JsonObject header =
                new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", keyId);
        JsonObject claims =
                new JsonObject()
                        .put("iss", email)
                        .put("scope", SCOPE)
                        .put("aud", AUDIENCE)
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.getEpochSecond() + LIFE_SECONDS);
        String signed = base64(header.encode()) + "." + base64(claims.encode());
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new FcmException("the private key of " + email + " cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return email;
    }

    private static String required(JsonObject json, String key, Path file) {
        String value = json.getString(key);
        if (value == null) {
            throw new FcmException(
                    file + " has no '" + key + "'; take the JSON that the Firebase console gives");
        }
        return value;
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
