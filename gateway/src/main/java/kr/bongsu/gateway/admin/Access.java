package kr.bongsu.gateway.admin;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import kr.bongsu.gateway.access.ApiKeys;
import kr.bongsu.gateway.access.Audit;
import kr.bongsu.gateway.access.Caller;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.log.Log;

/// The gate before everything that changes something: no key, no way; and no way without a line in
/// the audit log.
public record Access(ApiKeys keys, Audit audit) {

    private static final Log LOG = Log.of(Access.class);
    private static final String BEARER = "Bearer ";

    /// Blocks: reads the key file, writes the audit log.
    ///
    /// @return who may do it
    /// @throws Problem 401 without a good key, 403 when the key is for something else, 503 when the
    ///   audit log cannot be written
    public Caller admit(RoutingContext context, Scope scope, Act act) {
        Caller caller = known(context, scope);
        try {
            audit.add(caller.name(), act.action, act.object, act.detail);
        } catch (IOException e) {
            LOG.error("access.audit-failed", "why", e, "means", "nothing can be changed");
            throw new Problem(503, "the audit log cannot be written, so nothing was changed");
        }
        return caller;
    }

    /// Who asks for what changes nothing, or is on record elsewhere. Blocks.
    public Caller known(RoutingContext context, Scope scope) {
        Caller caller = caller(context);
        if (!caller.may(scope)) {
            throw new Problem(403, "this key may not do that; it needs the scope " + scope.word());
        }
        return caller;
    }

    /// What somebody wants to do, for the audit log.
    public record Act(String action, String object, String detail) {}

    private Caller caller(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            throw new Problem(
                    401,
                    "this needs a key: send 'Authorization: Bearer KEY'; make one with"
                            + " 'bongsu gateway --config FILE --add-key NAME'");
        }
        return keys.caller(header.substring(BEARER.length()))
                .orElseThrow(() -> new Problem(401, "this key is not known"));
    }
}
