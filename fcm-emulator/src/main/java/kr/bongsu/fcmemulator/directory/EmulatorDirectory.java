package kr.bongsu.fcmemulator.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;

/// The directory that clients are pointed at: everything in it is made at the first start and kept
/// at the next.
///
/// `ca.pem`, `trust.p12` (password `changeit`), `server.pem`, `server.key`, `service-account.json`,
/// `emulator.json`.
public final class EmulatorDirectory {

    private final Path path;

    private EmulatorDirectory(Path path) {
        this.path = path;
    }

    public static EmulatorDirectory open(Path path) throws IOException {
        Files.createDirectories(path);
        return new EmulatorDirectory(path);
    }

    public ServerIdentity serverIdentity(String host, Instant now)
            throws IOException, GeneralSecurityException {
        return ServerIdentity.loadOrMake(path, host, now);
    }

    public ServiceAccount serviceAccount(String project, String tokenUri)
            throws IOException, GeneralSecurityException {
        return ServiceAccount.loadOrMake(path.resolve("service-account.json"), project, tokenUri);
    }

    /// Says on disk which ports are served; a reader who started the emulator with port 0 finds
    /// them here.
    public void announce(int tlsPort, int port, String project) throws IOException {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("tls_port", tlsPort);
        json.put("port", port);
        json.put("project", project);
        json.put("pid", ProcessHandle.current().pid());
        PrivateFiles.writePublic(
                path.resolve("emulator.json"), (json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Removes what [#announce] wrote: a stopped emulator must not look like a running one.
    public void withdraw() throws IOException {
        Files.deleteIfExists(path.resolve("emulator.json"));
    }
}
