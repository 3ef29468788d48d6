package kr.bongsu.fcmemulator;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import kr.bongsu.fcmemulator.control.ControlEndpoint;
import kr.bongsu.fcmemulator.control.Counters;
import kr.bongsu.fcmemulator.control.Events;
import kr.bongsu.fcmemulator.control.Receipts;
import kr.bongsu.fcmemulator.directory.EmulatorDirectory;
import kr.bongsu.fcmemulator.directory.ServerIdentity;
import kr.bongsu.fcmemulator.directory.ServiceAccount;
import kr.bongsu.fcmemulator.fault.Conduct;
import kr.bongsu.fcmemulator.fault.Faults;
import kr.bongsu.fcmemulator.fault.Scenario;
import kr.bongsu.fcmemulator.fault.TokenStates;
import kr.bongsu.fcmemulator.http.Connections;
import kr.bongsu.fcmemulator.http.FrontEnd;
import kr.bongsu.fcmemulator.oauth.Gate;
import kr.bongsu.fcmemulator.oauth.Grants;
import kr.bongsu.fcmemulator.oauth.TokenEndpoint;
import kr.bongsu.fcmemulator.phone.Phones;
import kr.bongsu.fcmemulator.send.SendEndpoint;
import kr.bongsu.fcmemulator.topic.IidEndpoint;
import kr.bongsu.fcmemulator.topic.SubscriptionEndpoint;
import kr.bongsu.fcmemulator.topic.Topics;

/// A running emulator: everything composed, listening on both ports.
public final class Emulator implements AutoCloseable {

    private static final Duration EVENTS = Duration.ofMillis(200);

    private final EmulatorDirectory directory;
    private final FrontEnd frontEnd;
    private final Receipts receipts;
    private final int tlsPort;
    private final int port;

    private Emulator(
            EmulatorDirectory directory,
            FrontEnd frontEnd,
            Receipts receipts,
            int tlsPort,
            int port) {
        this.directory = directory;
        this.frontEnd = frontEnd;
        this.receipts = receipts;
        this.tlsPort = tlsPort;
        this.port = port;
    }

    /// Returns when both ports accept connections and the directory says so.
    ///
    /// @throws IOException when a port is taken or the directory cannot be written
    public static Emulator start(Options options) throws IOException, GeneralSecurityException {
        InstantSource clock = InstantSource.system();
        String host = options.host();
        EmulatorDirectory directory = EmulatorDirectory.open(options.dir());
        ServerIdentity identity = directory.serverIdentity(host, clock.instant());
        Connections connections = new Connections();
        FrontEnd frontEnd = new FrontEnd(connections);
        try {
            int port = frontEnd.bind(host, options.ports().plaintext());
            int tlsPort =
                    frontEnd.bindTls(
                            host, options.ports().tls(), identity.key(), identity.certificate());
            String tokenUri = "http://" + reachable(host) + ":" + port + "/token";
            ServiceAccount account = directory.serviceAccount(options.project(), tokenUri);
            Receipts receipts = new Receipts();
            serve(frontEnd, connections, options, new Google(account, tokenUri, clock), receipts);
            directory.announce(tlsPort, port, options.project());
            receipts.start();
            return new Emulator(directory, frontEnd, receipts, tlsPort, port);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            frontEnd.close();
            throw e;
        }
    }

    /// The address in a URL: who listens everywhere is reached at home.
    private static String reachable(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// Who may ask for access tokens, where, and what time it is.
    private record Google(ServiceAccount account, String tokenUri, InstantSource clock) {}

    private static void serve(
            FrontEnd frontEnd,
            Connections connections,
            Options options,
            Google google,
            Receipts receipts) {
        InstantSource clock = google.clock();
        RandomGenerator random = new SplittableRandom();
        Conduct conduct = new Conduct(options.behaviour());
        Scenario scenario = new Scenario(conduct, new TokenStates(), new Faults(random));

        Grants grants = new Grants(clock);
        TokenEndpoint token =
                new TokenEndpoint(google.account(), google.tokenUri(), grants, conduct, clock);
        Gate gate = new Gate(options.project(), grants);

        Topics topics = new Topics();
        Events events = new Events();
        Phones phones =
                new Phones(
                        (phone, arrival) -> {
                            events.arrived(phone, arrival);
                            receipts.arrived(phone, arrival);
                        },
                        () -> conduct.behaviour().limits().collapsible());
        SendEndpoint send =
                new SendEndpoint(
                        gate, scenario, phones, topics, new SendEndpoint.Randomness(clock, random));

        Counters counters = new Counters(send.tally(), phones, grants, connections, receipts);
        ControlEndpoint control =
                new ControlEndpoint(
                        new ControlEndpoint.Subjects(
                                counters, scenario, connections, grants, topics),
                        events,
                        receipts,
                        phones,
                        clock);
        frontEnd.serve(
                new Routes(
                        send,
                        token,
                        new SubscriptionEndpoint(gate, topics, scenario.tokens(), clock),
                        new IidEndpoint(gate, topics, scenario.tokens()),
                        control));
        frontEnd.every(
                EVENTS,
                () -> {
                    phones.release(clock.instant());
                    events.tick(counters);
                });
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
        receipts.close();
        frontEnd.close();
    }
}
