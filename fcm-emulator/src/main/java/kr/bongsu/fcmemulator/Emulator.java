package kr.bongsu.fcmemulator;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.SplittableRandom;
import kr.bongsu.fcmemulator.control.StatsEndpoint;
import kr.bongsu.fcmemulator.directory.EmulatorDirectory;
import kr.bongsu.fcmemulator.directory.ServerIdentity;
import kr.bongsu.fcmemulator.directory.ServiceAccount;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.fcmemulator.fault.Conduct;
import kr.bongsu.fcmemulator.http.Connections;
import kr.bongsu.fcmemulator.http.FrontEnd;
import kr.bongsu.fcmemulator.oauth.Grants;
import kr.bongsu.fcmemulator.oauth.TokenEndpoint;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.send.SendEndpoint;

/// A running emulator: everything composed, listening on both ports.
public final class Emulator implements AutoCloseable {

    private final EmulatorDirectory directory;
    private final FrontEnd frontEnd;
    private final int tlsPort;
    private final int port;

    private Emulator(EmulatorDirectory directory, FrontEnd frontEnd, int tlsPort, int port) {
        this.directory = directory;
        this.frontEnd = frontEnd;
        this.tlsPort = tlsPort;
        this.port = port;
    }

    /// Returns when both ports accept connections and the directory says so.
    ///
    /// @throws IOException when a port is taken or the directory cannot be written
    public static Emulator start(Options options) throws IOException, GeneralSecurityException {
        InstantSource clock = InstantSource.system();
        EmulatorDirectory directory = EmulatorDirectory.open(options.dir());
        ServerIdentity identity = directory.serverIdentity(options.host(), clock.instant());

        Connections connections = new Connections();
        Conduct conduct = new Conduct(Behaviour.DEFAULT.withLatency(options.latency()));
        Grants grants = new Grants(clock);
        Phones phones = new Phones();
        SendEndpoint send =
                new SendEndpoint(
                        options.project(), grants, conduct, phones, new SplittableRandom());
        StatsEndpoint stats = new StatsEndpoint(send.tally(), phones, grants, connections);

        FrontEnd frontEnd = new FrontEnd(connections);
        try {
            int port = frontEnd.bind(options.host(), options.port());
            int tlsPort =
                    frontEnd.bindTls(
                            options.host(),
                            options.tlsPort(),
                            identity.key(),
                            identity.certificate());
            String tokenUri = "http://" + options.host() + ":" + port + "/token";
            ServiceAccount account = directory.serviceAccount(options.project(), tokenUri);
            TokenEndpoint token = new TokenEndpoint(account, tokenUri, grants, conduct, clock);
            frontEnd.serve(new Routes(send, token, stats));
            directory.announce(tlsPort, port, options.project());
            return new Emulator(directory, frontEnd, tlsPort, port);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            frontEnd.close();
            throw e;
        }
    }

    public int tlsPort() {
        return tlsPort;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        directory.withdraw();
        frontEnd.close();
    }
}
