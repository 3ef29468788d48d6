package kr.bongsu.fcmemulator.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;

/// The service account whose signed assertions the emulator's token endpoint accepts, in Google's
/// own file format.
///
/// @param publicKey the half of the key that the emulator keeps; the private half is only in the
///   file
public record ServiceAccount(String clientEmail, String keyId, RSAPublicKey publicKey) {

    /// Keeps the key of an existing file when it can be read; the rest of the file follows project
    /// and `tokenUri`.
    static ServiceAccount loadOrMake(Path file, String project, String tokenUri)
            throws IOException, GeneralSecurityException {
        String email = "firebase-adminsdk-emu@" + project + ".iam.gserviceaccount.com";
        if (Files.exists(file)) {
            try {
                JsonNode kept = new ObjectMapper().readTree(Files.readString(file));
                RSAPrivateCrtKey key = privateKey(kept.path("private_key").asText());
                String keyId = kept.path("private_key_id").asText();
                if (!kept.path("token_uri").asText().equals(tokenUri)
                        || !kept.path("client_email").asText().equals(email)) {
                    write(file, project, new Key(keyId, key), tokenUri);
                }
                return new ServiceAccount(email, keyId, publicKey(key));
            } catch (JsonProcessingException
                    | GeneralSecurityException
                    | IllegalArgumentException e) {
                // A damaged throw-away key is replaced below.
            }
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] id = new byte[20];
        new SecureRandom().nextBytes(id);
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        String keyId = HexFormat.of().formatHex(id);
        write(file, project, new Key(keyId, key), tokenUri);
        return new ServiceAccount(email, keyId, publicKey(key));
    }

    private record Key(String id, RSAPrivateCrtKey key) {}

    private static void write(Path file, String project, Key key, String tokenUri)
            throws IOException {
        String email = "firebase-adminsdk-emu@" + project + ".iam.gserviceaccount.com";
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("type", "service_account");
        json.put("project_id", project);
        json.put("private_key_id", key.id());
        json.put("private_key", Pem.encode("PRIVATE KEY", key.key().getEncoded()));
        json.put("client_email", email);
        json.put("client_id", "100000000000000000001");
        json.put("auth_uri", "https://accounts.google.com/o/oauth2/auth");
        json.put("token_uri", tokenUri);
        json.put("auth_provider_x509_cert_url", "https://www.googleapis.com/oauth2/v1/certs");
        json.put(
                "client_x509_cert_url",
                "https://www.googleapis.com/robot/v1/metadata/x509/" + email.replace("@", "%40"));
        json.put("universe_domain", "googleapis.com");
        PrivateFiles.writeSecret(file, json.toPrettyString() + "\n");
    }

    private static RSAPrivateCrtKey privateKey(String pem) throws GeneralSecurityException {
        byte[] der = Pem.decode("PRIVATE KEY", pem);
        return (RSAPrivateCrtKey)
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static RSAPublicKey publicKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
        return (RSAPublicKey)
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }
}
