package kr.bongsu.gateway.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that vouches for itself, made by the JDK's `keytool`, with its key.
public record TestCertificates(KeyStore store) {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "one";

    /// Makes one.
    ///
    /// @param subject such as `dns:localhost`
    public static TestCertificates of(Path folder, String file, String subject, String kind)
            throws Exception {
        Path store = folder.resolve(file);
        List<String> command =
                new ArrayList<>(
                        List.of(Path.of(System.getProperty("java.home"), "bin", "keytool") + ""));
        command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", kind));
        command.addAll(List.of("-dname", "CN=test", "-validity", "2", "-ext", "san=" + subject));
        command.addAll(List.of("-keystore", store + "", "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(file + ".log").toFile())
                        .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException(Files.readString(folder.resolve(file + ".log")));
        }
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD);
        }
        return new TestCertificates(loaded);
    }

    public Path certificate(Path file) throws IOException, GeneralSecurityException {
        return pem(file, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
    }

    public Path key(Path file) throws IOException, GeneralSecurityException {
        Key key = store.getKey(ALIAS, PASSWORD);
        return pem(file, "PRIVATE KEY", key.getEncoded());
    }

    /// A server that shows this certificate and believes the other, if there is one.
    public SSLContext server(KeyStore believed) throws GeneralSecurityException {
        KeyManagerFactory ours =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(store, PASSWORD);
        TrustManagerFactory theirs =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(believed);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
        return context;
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
