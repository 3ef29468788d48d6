package kr.bongsu.gateway.ledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The database servers of a test run: each starts when it is first needed and is gone, with its
/// files, when the run ends.
public final class Servers implements ParameterResolver {

    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(Servers.class);

    private final ExtensionContext.@Nullable Store store;

    /// Called by JUnit.
    public Servers() {
        this(null);
    }

    private Servers(ExtensionContext.@Nullable Store store) {
        this.store = store;
    }

    public DatabaseServer mariaDb() {
        return store().computeIfAbsent(
                        "mariadb", _ -> DatabaseServer.mariaDb(), DatabaseServer.class);
    }

    public DatabaseServer postgreSql() {
        return store().computeIfAbsent(
                        "postgresql", _ -> DatabaseServer.postgreSql(), DatabaseServer.class);
    }

    private ExtensionContext.Store store() {
        return Objects.requireNonNull(store, "JUnit gives tests their own");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Servers(context.getRoot().getStore(OURS));
    }
}
