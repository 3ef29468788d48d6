package kr.bongsu.fepsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    /// As the build sets it for the tests.
    private static final String PASSWORD = System.getenv(Keystore.PASSWORD);

    @TempDir Path folder;

    @Test
    void aPushServerThatSpeaksTlsIsServed() throws Exception {
        Path keystore = keystore();
        try (RunningSimulator simulator =
                new RunningSimulator(
                        "--tls", keystore.toString(), "--line", "name=a,port=0,pushes=1")) {
            try (PushServer server = connect(trusting(keystore), simulator)) {
                server.answer(server.read(), 0);
                assertThat(simulator.exitCode()).isZero();
            }
        }
    }

    /// The last answer is taken while nobody reads: then TLS likes to wait for more.
    @Test
    void itEndsAtOnceAlthoughTheConnectionIsOpen() throws Exception {
        Path keystore = keystore();
        SSLContext trusting = trusting(keystore);
        for (int round = 0; round < 50; round++) {
            try (RunningSimulator simulator =
                            new RunningSimulator(
                                    "--tls",
                                    keystore.toString(),
                                    "--line",
                                    "name=a,port=0,pushes=1");
                    PushServer server = connect(trusting, simulator)) {
                server.answer(server.read(), 0);
                assertThat(simulator.exitCode()).isZero();
            }
        }
    }

    @Test
    void aKeystoreThatIsNoneIsAClearError() throws Exception {
        Path noise = Files.writeString(folder.resolve("noise.p12"), "noise");
        try (RunningSimulator simulator =
                new RunningSimulator(
                        "--tls", noise.toString(), "--line", "name=a,port=0,pushes=1")) {
            assertThat(simulator.exitCode()).isEqualTo(1);
            assertThat(simulator.errors()).contains("noise.p12", "keytool");
        }
    }

    private static PushServer connect(SSLContext trusting, RunningSimulator to) throws Exception {
        int port = to.ports().getFirst();
        return new PushServer(
                        trusting.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port))
                .signedOn();
    }

    private Path keystore() throws Exception {
        Path keystore = folder.resolve("fep.p12");
        Process keytool =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-keyalg",
                                        "EC",
                                        "-dname",
                                        "CN=fep",
                                        "-storetype",
                                        "PKCS12",
                                        "-storepass:env",
                                        Keystore.PASSWORD,
                                        "-keystore",
                                        keystore.toString()))
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return keystore;
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, null);
        believed.setCertificateEntry("fep", store.getCertificate("mykey"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
