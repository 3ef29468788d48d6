package kr.bongsu.gateway;

import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.ledger.Backup;
import kr.bongsu.gateway.ledger.DeadToken;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LedgerException;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.ledger.Reads;
import kr.bongsu.gateway.log.LogSetup;
import kr.bongsu.gateway.upkeep.Export;
import kr.bongsu.gateway.upkeep.LedgerCheck;
import kr.bongsu.gateway.upkeep.Lines;
import kr.bongsu.gateway.upkeep.Retention;
import kr.bongsu.gateway.upkeep.RetentionSettings;
import kr.bongsu.telegram.yaml.Faults;

/// `bongsu ledger`: looks after the ledger that a configuration names.
public final class LedgerMain {

    private static final String HELP =
            """
            Usage: bongsu ledger COMMAND --config FILE [OPTIONS]

            Looks after the ledger that the gateway's configuration names.

              check                        looks whether everything adds up; exits 1 if not
              export --from T --until T --format csv|jsonl [--output NEW-FILE]
                                           writes the pushes received in that time, unmasked
              backup --output NEW-FILE     a whole copy of an SQLite ledger, also while the gateway runs
              restore --from-file FILE     puts a backup in the ledger's place; the gateway must not run
              flush --name NAME            removes every push in a final state; what waits stays. NAME is the
                                           ledger's, so that it is not done by mistake: without it, it is shown
              dead-tokens [--output NEW-FILE]
                                           writes the tokens that FCM knows no more, whole, a JSON object a line
              --help                       show this

            A time is written 2026-03-02T09:00:00+09:00 or 2026-03-02T00:00:00Z.
            """;

    private LedgerMain() {}

    public static void main(String[] arguments) {
        LogSetup.install(Main.SEOUL);
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        try {
            LedgerOptions options = LedgerOptions.read(arguments);
            Faults faults = new Faults();
            Optional<Config> config = ConfigReader.read(options.path("--config"), faults);
            if (config.isEmpty()) {
                System.err.println(faults);
                System.err.println("bongsu ledger: the configuration has faults; nothing was done");
                return 1;
            }
            return run(options, config.get().ledger());
        } catch (LedgerOptions.Wrong e) {
            System.err.println("bongsu ledger: " + e.getMessage() + "; try --help");
            return 2;
        } catch (LedgerException | IOException | SQLException e) {
            System.err.println("bongsu ledger: " + e.getMessage());
            return 1;
        } catch (InterruptedException stop) {
            return 1;
        }
    }

    private static int run(LedgerOptions options, LedgerSettings ledger)
            throws IOException, SQLException, InterruptedException {
        return switch (options.command()) {
            case CHECK -> check(ledger);
            case EXPORT -> export(options, ledger);
            case BACKUP -> {
                Backup.make(file(ledger), options.path("--output"));
                System.out.println(options.path("--output") + ": a whole ledger");
                yield 0;
            }
            case RESTORE -> {
                Path aside =
                        Backup.restore(options.path("--from-file"), file(ledger), Instant.now());
                System.out.println("restored; what was there before is " + aside);
                yield 0;
            }
            case FLUSH -> flush(options, ledger);
            case DEAD_TOKENS -> deadTokens(options, ledger);
        };
    }

    private static int check(LedgerSettings ledger) {
        try (Reads reads = Reads.open(ledger)) {
            long wrong = 0;
            for (LedgerCheck.Finding finding : LedgerCheck.of(reads)) {
                System.out.println(
                        (finding.wrong() == 0 ? "ok     " : "WRONG  ")
                                + finding.what()
                                + (finding.wrong() == 0 ? "" : ": " + finding.wrong()));
                wrong += finding.wrong();
            }
            return wrong == 0 ? 0 : 1;
        }
    }

    private static int export(LedgerOptions options, LedgerSettings ledger) throws IOException {
        Instant from = options.time("--from");
        Instant until = options.time("--until");
        Lines format = options.format();
        Optional<Path> output = options.optionalPath("--output");
        try (Reads reads = Reads.open(ledger);
                Writer out = output.isPresent() ? file(output.get()) : stdout()) {
            long written = Export.write(reads, from, until, format, out);
            System.err.println("bongsu ledger: " + written + " pushes");
            return 0;
        }
    }

    private static int deadTokens(LedgerOptions options, LedgerSettings ledger) throws IOException {
        Optional<Path> output = options.optionalPath("--output");
        try (Reads reads = Reads.open(ledger);
                Writer out = output.isPresent() ? file(output.get()) : stdout()) {
            long written = 0;
            List<DeadToken> some = DeadToken.list(reads, Instant.EPOCH, 0, Integer.MAX_VALUE);
            while (!some.isEmpty()) {
                for (DeadToken each : some) {
                    out.write(
                            new JsonObject()
                                            .put("token", each.token().value())
                                            .put("customer", each.customer())
                                            .put("reason", each.reason())
                                            .put("since", each.since().toString())
                                            .encode()
                                    + "\n");
                }
                written += some.size();
                DeadToken last = some.getLast();
                some = DeadToken.list(reads, last.since(), last.push(), Integer.MAX_VALUE);
            }
            System.err.println("bongsu ledger: " + written + " dead tokens");
            return 0;
        }
    }

    private static Writer file(Path path) throws IOException {
        Files.createFile(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newBufferedWriter(path);
    }

    private static Writer stdout() {
        return new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    }

    private static int flush(LedgerOptions options, LedgerSettings settings)
            throws IOException, SQLException, InterruptedException {
        String name;
        try (Reads reads = Reads.open(settings)) {
            name =
                    reads.first(
                                    "SELECT value FROM meta WHERE name = 'ledger'",
                                    List.of(),
                                    row -> row.getString(1))
                            .orElse("");
        }
        if (!options.optional("--name").equals(Optional.of(name))) {
            System.err.println(
                    "bongsu ledger: this removes every push that is settled, for good; nothing was"
                            + " done. If that is what you want, add --name "
                            + name);
            return 1;
        }
        try (Ledger ledger = Ledger.open(settings, new NoRoom(), InstantSource.system());
                Retention retention =
                        new Retention(
                                RetentionSettings.FOR_EVER,
                                ledger.backroom(),
                                InstantSource.system())) {
            long removed = retention.flush();
            System.out.println(
                    removed + " pushes removed; " + ledger.counts().open() + " that wait are kept");
            return 0;
        }
    }

    private static Path file(LedgerSettings ledger) throws IOException {
        return switch (ledger.store()) {
            case LedgerSettings.Store.Sqlite sqlite -> sqlite.path();
            case LedgerSettings.Store.Server _ ->
                    throw new IOException(
                            "this ledger is in a database server; use its own tools (mariadb-dump,"
                                    + " pg_dump)");
        };
    }
}
