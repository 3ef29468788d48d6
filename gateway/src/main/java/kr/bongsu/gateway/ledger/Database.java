package kr.bongsu.gateway.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import kr.bongsu.gateway.ledger.LedgerSettings.PasswordSource;
import kr.bongsu.gateway.ledger.LedgerSettings.Store;

/// Where the ledger is: which SQL it understands and how connections to it are opened.
///
/// @param file present when the database is a file that one gateway owns alone
record Database(Dialect dialect, Sql.Source writer, Sql.Source reader, Optional<SqliteFile> file) {

    private static final int CONNECT_SECONDS = 5;

    /// Longer than any commit should take: then the connection is given up and the outcome of the
    /// commit is looked up over a new one.
    private static final int ANSWER_SECONDS = 20;

    static Database of(LedgerSettings settings) {
        return switch (settings.store()) {
            case Store.Sqlite sqlite -> of(new SqliteFile(sqlite.path()));
            case Store.Server server ->
                    switch (server.engine()) {
                        case MARIADB ->
                                new Database(
                                        Dialect.MARIADB,
                                        () -> mariadb(server),
                                        () -> mariadb(server),
                                        Optional.empty());
                        case POSTGRESQL ->
                                new Database(
                                        Dialect.POSTGRESQL,
                                        () -> postgresql(server),
                                        () -> postgresql(server),
                                        Optional.empty());
                    };
        };
    }

    static Database of(SqliteFile file) {
        return new Database(Dialect.SQLITE, file::writer, file::reader, Optional.of(file));
    }

    /// A connection for commits.
    Sql toWrite() {
        return new Sql(writer, dialect);
    }

    /// A connection for reads beside the commits.
    Sql toRead() {
        return new Sql(reader, dialect);
    }

    /// Whether one gateway has it for itself.
    boolean isOwned() {
        return file.isPresent();
    }

    private static Connection mariadb(Store.Server server) throws SQLException {
        Properties properties = login(server);
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS * 1_000));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS * 1_000));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("useBulkStmts", "true");
        // A node that stops in the midst of a transaction must not hold its locks for ever.
        properties.setProperty(
                "sessionVariables",
                "innodb_lock_wait_timeout=5,idle_transaction_timeout=10,"
                        + "sql_mode='STRICT_ALL_TABLES'");
        Connection connection =
                DriverManager.getConnection("jdbc:mariadb://" + server.address(), properties);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    private static Connection postgresql(Store.Server server) throws SQLException {
        Properties properties = login(server);
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(2 * CONNECT_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "bongsu");
        properties.setProperty(
                "options",
                "-c synchronous_commit=on -c lock_timeout=5s"
                        + " -c idle_in_transaction_session_timeout=10s");
        return DriverManager.getConnection("jdbc:postgresql://" + server.address(), properties);
    }

    private static Properties login(Store.Server server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        Optional<String> password =
                switch (server.password()) {
                    case PasswordSource.None _ -> Optional.empty();
                    case PasswordSource.Environment environment ->
                            Optional.ofNullable(System.getenv(environment.variable()));
                    case PasswordSource.File file -> Optional.of(firstLine(file));
                };
        password.ifPresent(secret -> properties.setProperty("password", secret));
        return properties;
    }

    private static String firstLine(PasswordSource.File file) throws SQLException {
        try {
            return Files.readString(file.path()).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new SQLException("cannot read the password's file " + file.path(), e);
        }
    }
}
