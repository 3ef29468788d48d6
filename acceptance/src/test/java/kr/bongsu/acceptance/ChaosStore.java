package kr.bongsu.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import kr.bongsu.distribution.stage.Gateway;
import kr.bongsu.gateway.ledger.DatabaseServer;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;
import kr.bongsu.gateway.ledger.Servers;

/// Where the gateway's ledger is, and what can go wrong there.
sealed interface ChaosStore {

    /// A new ledger.
    ///
    /// @param engine `sqlite`, `mariadb` or `postgresql`
    static ChaosStore of(String engine, Servers servers) throws Exception {
        return switch (engine) {
            case "sqlite" -> new Embedded();
            case "mariadb" -> of(engine, servers.mariaDb());
            case "postgresql" -> of(engine, servers.postgreSql());
            default -> throw new IllegalArgumentException(engine);
        };
    }

    private static ChaosStore of(String engine, DatabaseServer server) throws Exception {
        return new Server(engine, server, server.newDatabase());
    }

    /// A gateway's configuration with this ledger.
    String in(String config);

    /// The same for who reads it.
    ///
    /// @param folder where the gateway runs
    LedgerSettings settings(Path folder);

    /// Begins some trouble.
    ///
    /// @param folder where the gateway runs
    Trouble begin(Gateway gateway, Path folder, Random random) throws Exception;

    /// What has begun, and how it ends.
    record Trouble(String name, End end) {}

    /// Ends it.
    @FunctionalInterface
    interface End {
        void run() throws Exception;
    }

    /// A file, whose disk is full for a while.
    record Embedded() implements ChaosStore {

        @Override
        public String in(String config) {
            return config;
        }

        @Override
        public LedgerSettings settings(Path folder) {
            return LedgerSettings.file(folder.resolve("data").resolve("ledger.db"));
        }

        @Override
        public Trouble begin(Gateway gateway, Path folder, Random random) throws Exception {
            limitFiles(gateway, folder, String.valueOf(largestFile(folder)));
            return new Trouble("full", () -> limitFiles(gateway, folder, "unlimited"));
        }

        private static void limitFiles(Gateway gateway, Path folder, String bytes)
                throws Exception {
            Command.Ended ended =
                    Command.of(
                                    "prlimit",
                                    "--pid",
                                    gateway.program().pid(),
                                    "--fsize=" + bytes + ":")
                            .run(folder);
            assertThat(ended.code()).as(ended.stderr()).isZero();
        }

        private static long largestFile(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(file -> file.getFileName().toString().startsWith("ledger"))
                        .mapToLong(file -> file.toFile().length())
                        .max()
                        .orElseThrow();
            }
        }
    }

    /// A server, which is killed (kill -9) and started again, or stands still for a while.
    ///
    /// @param database one of its own
    record Server(String engine, DatabaseServer server, LedgerSettings database)
            implements ChaosStore {

        @Override
        public String in(String config) {
            Store.Server store = (Store.Server) database.store();
            return config.replaceFirst(
                    "ledger: .*",
                    "ledger: { url: \"%s://%s\", user: %s, lease: 3s }"
                            .formatted(engine, store.address(), store.user()));
        }

        @Override
        public LedgerSettings settings(Path folder) {
            return database;
        }

        @Override
        public Trouble begin(Gateway gateway, Path folder, Random random) throws Exception {
            if (random.nextInt(3) > 0) {
                server.kill();
                return new Trouble("server-kill", server::start);
            }
            server.pause();
            return new Trouble("server-stop", server::resume);
        }
    }
}
