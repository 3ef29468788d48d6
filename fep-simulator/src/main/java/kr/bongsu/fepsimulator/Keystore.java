package kr.bongsu.fepsimulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The certificate that the simulator shows when its lines speak TLS.
final class Keystore {

    /// Names the environment variable that holds the password.
    static final String PASSWORD = "BONGSU_FEP_TLS_PASSWORD";

    private Keystore() {}

    /// Makes listening sockets, for TLS when there is a keystore.
    ///
    /// @throws IOException with a sentence for a person when it cannot be used
    static ServerSocketFactory sockets(Optional<Path> keystore) throws IOException {
        if (keystore.isEmpty()) {
            return ServerSocketFactory.getDefault();
        }
        String password = System.getenv(PASSWORD);
        if (password == null) {
            throw new IOException(
                    "--tls needs the keystore's password in the environment variable " + PASSWORD);
        }
        try (InputStream in = Files.newInputStream(keystore.get())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException(
                    "the keystore "
                            + keystore.get()
                            + " cannot be used ("
                            + e.getMessage()
                            + "); make one with: keytool -genkeypair -keyalg EC -storetype PKCS12",
                    e);
        }
    }
}
