package kr.bongsu.gateway;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kr.bongsu.gateway.access.Accounts;
import kr.bongsu.gateway.access.ApiKeys;
import kr.bongsu.gateway.access.Audit;
import kr.bongsu.gateway.access.Login;
import kr.bongsu.gateway.access.Passwords;
import kr.bongsu.gateway.access.Sessions;
import kr.bongsu.gateway.access.Staff;
import kr.bongsu.gateway.admin.Access;
import kr.bongsu.gateway.admin.ConsoleServer;
import kr.bongsu.gateway.admin.Logins;
import kr.bongsu.gateway.admin.ProcessRoutes;
import kr.bongsu.gateway.admin.Sending;
import kr.bongsu.gateway.admin.TestPushRoutes;
import kr.bongsu.gateway.admin.UpkeepRoutes;
import kr.bongsu.gateway.delivery.Delivery;
import kr.bongsu.gateway.delivery.Places;
import kr.bongsu.gateway.delivery.Turn;
import kr.bongsu.gateway.fcm.FcmProjects;
import kr.bongsu.gateway.fleet.Fleet;
import kr.bongsu.gateway.intake.Desk;
import kr.bongsu.gateway.intake.PushRoutes;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.ledger.Standby;
import kr.bongsu.gateway.ledger.Submission;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.log.Log;
import kr.bongsu.gateway.openid.OpenId;
import kr.bongsu.gateway.pulse.Vitals;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.search.Indexer;
import kr.bongsu.gateway.upkeep.Retention;

/// The running gateway: put together in the order in which a push passes through it, taken apart in
/// reverse.
final class Gateway {

    private static final Log LOG = Log.of(Gateway.class);
    private static final long STOP_SECONDS = 60;

    private final Config config;
    private final Notifier notifier = Notifier.of(System.getenv());
    private final Succession succession = Succession.of(System.getenv());
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    Gateway(Config config) {
        this.config = config;
    }

    /// Runs until a signal asks it to stop.
    ///
    /// @return the exit code
    int run() throws InterruptedException, IOException {
        InstantSource clock = InstantSource.system();
        Places places = new Places(config.delivery().bounds().inMemory());
        FcmProjects fcm = new FcmProjects(config.fcm(), clock);
        Vitals vitals = new Vitals(fcm);
        Audit audit = new Audit(config.http().files().audit(), clock);
        Logins logins = logins(clock);
        Access access = access(logins, audit, clock);
        fcm.start();
        try (fcm;
                audit;
                logins;
                Ledger ledger = open(places, clock);
                Turn turn = new Turn(ledger, places);
                Indexer indexer = new Indexer(ledger.backroom());
                Retention retention = new Retention(config.retention(), ledger.backroom(), clock);
                Delivery delivery = new Delivery(config.delivery(), ledger, places, vitals, clock);
                Links links =
                        new Links(
                                config.links().list(),
                                new Links.Common(
                                        config.links().form(),
                                        config.links().codes(),
                                        Main.SEOUL,
                                        clock,
                                        config.links().traces()),
                                delivery::accept,
                                lane -> isFull(lane, ledger),
                                line -> ledger.links().of(line.name(), line.route()));
                Results results = new Results(config.results(), ledger.backroom(), links, clock);
                ConsoleServer console =
                        new ConsoleServer(
                                config.http().address(),
                                ledger,
                                links,
                                new Sending(
                                        vitals,
                                        config.delivery().pacing().perMinute(),
                                        push -> fcm.shown(config.delivery().rules().worded(push)),
                                        delivery::cancel),
                                access)) {
            if (succession.isPending() && !Standby.isNeeded(config.ledger())) {
                turn.await();
            }
            int port =
                    console.start(
                            pushes(ledger, access, delivery)
                                    .and(new ProcessRoutes(Fleet.of(System.getenv()), access))
                                    .and(upkeep(ledger, retention, access))
                                    .and(new TestPushRoutes(attempt(fcm), access, clock)));
            delivery.start();
            indexer.start();
            retention.start();
            results.start();
            startLinks(links, turn);
            stopOnSignal();
            LOG.info(
                    "gateway.ready",
                    "http",
                    config.http().address().host() + ":" + port,
                    "links",
                    links.list().size());
            System.out.println(
                    "{\"event\":\"ready\",\"http_port\":"
                            + port
                            + ",\"pid\":"
                            + ProcessHandle.current().pid()
                            + "}");
            notifier.ready("serves " + links.list().size() + " links");
            asked.await();
            notifier.stopping();
            LOG.info("gateway.stopping");
        }
        LOG.info("gateway.stopped");
        stopped.countDown();
        return 0;
    }

    /// Where the ledger has one owner, the gateway that this one replaces must let it go first.
    /// Until then this one has done all that can be done without it, and says that it can be relied
    /// upon: only then is the other one told to end.
    private Ledger open(Places places, InstantSource clock) throws InterruptedException {
        LedgerSettings settings = ledgerSettings();
        if (succession.isPending() && Standby.isNeeded(settings)) {
            Standby.check(settings);
            LOG.info("gateway.stands-by");
            notifier.ready("stands by until the gateway before it has let the ledger go");
            Standby.await(settings, Succession.LIMIT);
        }
        return Ledger.open(settings, places, clock);
    }

    /// An FEP that takes one session only gets the new one when the old one has signed off. A
    /// gateway that has let the ledger go has signed off everywhere.
    private void startLinks(Links links, Turn turn) {
        if (Standby.isNeeded(config.ledger())) {
            links.start();
        } else {
            links.start(link -> link.dialogue().secondSession());
            succession.afterwards(() -> {
                turn.begin();
                links.takeOver();
            });
        }
    }

    private Logins logins(InstantSource clock) {
        Accounts accounts = new Accounts(config.http().files().accounts());
        return new Logins(
                new Login(accounts, Passwords.USUAL, clock),
                config.http().openId().map(each -> new OpenId(each, clock)));
    }

    private Access access(Logins logins, Audit audit, InstantSource clock) throws IOException {
        Config.AccessFiles files = config.http().files();
        Staff staff = new Staff(new Accounts(files.accounts()), Passwords.USUAL, clock);
        if (logins.local()) {
            staff.first().ifPresent(FirstLogin::tell);
        }
        return new Access(
                new ApiKeys(files.keys()),
                staff,
                logins,
                new Sessions(config.http().sessions(), clock, files.sessions()),
                audit);
    }

    private ConsoleServer.Routes upkeep(Ledger ledger, Retention retention, Access access) {
        return new UpkeepRoutes(
                ledger.backroom(),
                retention,
                new UpkeepRoutes.Kept(config.ledger().store(), config.retention()),
                access);
    }

    private static TestPushRoutes.Attempt attempt(FcmProjects fcm) {
        return (push, deliver, whenDone) -> {
            if (deliver) {
                fcm.send(push, whenDone);
            } else {
                fcm.validate(push, whenDone);
            }
        };
    }

    private ConsoleServer.Routes pushes(Ledger ledger, Access access, Delivery delivery) {
        return new PushRoutes(
                        desk(delivery, ledger),
                        ledger.backroom(),
                        access,
                        config.http().perMinute(),
                        InstantSource.system())
                ::mount;
    }

    private Desk desk(Delivery delivery, Ledger ledger) {
        return new Desk() {
            @Override
            public CompletableFuture<Receipt> accept(Submission submission) {
                return delivery.accept(submission);
            }

            @Override
            public CompletableFuture<Set<Long>> cancel(List<Long> pushes, String by) {
                return delivery.cancel(pushes, by);
            }

            @Override
            public boolean isFull(Lane lane) {
                return Gateway.this.isFull(lane, ledger);
            }
        };
    }

    private boolean isFull(Lane lane, Ledger ledger) {
        return config.links().isFull(lane, ledger.counts().open());
    }

    private LedgerSettings ledgerSettings() {
        LedgerSettings.Terms terms =
                new LedgerSettings.Terms(
                        config.delivery().orderLimit(), config.ledger().terms().deadTokens());
        return config.ledger().with(terms).with(config.results().telling());
    }

    /// SIGTERM and SIGINT run shutdown hooks; the process lives until they end. `Runtime.halt`
    /// gives the exit code 0 that a clean stop deserves, where the JVM would report the signal.
    private void stopOnSignal() {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    asked.countDown();
                                    try {
                                        boolean clean =
                                                stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
                                        Runtime.getRuntime().halt(clean ? 0 : 1);
                                    } catch (InterruptedException stop) {
                                        Runtime.getRuntime().halt(1);
                                    }
                                }));
    }
}
