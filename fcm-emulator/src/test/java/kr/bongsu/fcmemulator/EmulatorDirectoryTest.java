package kr.bongsu.fcmemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import kr.bongsu.fcmemulator.directory.EmulatorDirectory;
import kr.bongsu.fcmemulator.directory.ServerIdentity;
import kr.bongsu.fcmemulator.directory.ServiceAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorDirectoryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @TempDir private Path dir;

    @Test
    void keepsWhatIsThereAndStillValid() throws Exception {
        ServerIdentity first = EmulatorDirectory.open(dir).serverIdentity("127.0.0.1", NOW);
        ServerIdentity second =
                EmulatorDirectory.open(dir)
                        .serverIdentity("127.0.0.1", NOW.plus(Duration.ofDays(300)));

        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(second.key().getEncoded()).isEqualTo(first.key().getEncoded());
    }

    @Test
    void replacesACertificateThatIsAboutToExpireOrIsForOtherHostsOrDamaged() throws Exception {
        EmulatorDirectory directory = EmulatorDirectory.open(dir);
        ServerIdentity first = directory.serverIdentity("127.0.0.1", NOW);
        ServerIdentity later =
                directory.serverIdentity(
                        "127.0.0.1", NOW.plus(Duration.ofDays(396)).plusSeconds(3600));
        assertThat(later.certificate()).isNotEqualTo(first.certificate());

        ServerIdentity other = directory.serverIdentity("10.0.0.1", NOW.plus(Duration.ofDays(396)));
        assertThat(other.certificate()).isNotEqualTo(later.certificate());

        Files.writeString(dir.resolve("server.pem"), "damaged");
        ServerIdentity repaired =
                directory.serverIdentity("10.0.0.1", NOW.plus(Duration.ofDays(396)));
        repaired.certificate().verify(repaired.authority().getPublicKey());
        repaired.certificate().checkValidity(Date.from(NOW.plus(Duration.ofDays(700))));
    }

    @Test
    void keepsTheServiceAccountsKeyWhenThePortChanges() throws Exception {
        EmulatorDirectory directory = EmulatorDirectory.open(dir);
        ServiceAccount first = directory.serviceAccount("p", "http://127.0.0.1:1/token");
        ServiceAccount second = directory.serviceAccount("p", "http://127.0.0.1:2/token");

        assertThat(second).isEqualTo(first);
        assertThat(
                        RunningEmulator.json(Files.readString(dir.resolve("service-account.json")))
                                .path("token_uri")
                                .asText())
                .isEqualTo("http://127.0.0.1:2/token");
    }

    @Test
    void privateKeysAreForTheirOwnerAlone() throws Exception {
        EmulatorDirectory directory = EmulatorDirectory.open(dir);
        directory.serverIdentity("127.0.0.1", NOW);
        directory.serviceAccount("p", "http://127.0.0.1:1/token");

        for (String name : new String[] {"server.key", "service-account.json"}) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(dir.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }
}
