package kr.bongsu.gateway.admin;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kr.bongsu.gateway.access.AuditLog;
import kr.bongsu.gateway.access.Scope;

/// Who did what when, newest first, a page at a time.
final class AuditRoutes {

    private static final int DEFAULT_LINES = 100;
    private static final int MOST_LINES = 500;
    private static final List<String> FIELDS = List.of("who", "action", "object", "detail");

    /// A search may read far back in a large file.
    private static final int READERS = 1;

    private static final int MOST_WAITING = 20;

    private final Crew crew;
    private final Access access;
    private final AuditLog log;

    AuditRoutes(Vertx vertx, Access access) {
        this.crew = new Crew(vertx, "the audit log", READERS, MOST_WAITING);
        this.access = access;
        this.log = access.audit().log();
    }

    void mount(Router router) {
        router.get("/api/audit").handler(context -> crew.answer(context, () -> page(context)));
    }

    private JsonObject page(RoutingContext context) throws IOException {
        access.require(context, Scope.AUDIT);
        MultiMap parameters = context.queryParams();
        long before = number(parameters, "before", Long.MAX_VALUE, Long.MAX_VALUE);
        int most = (int) number(parameters, "limit", DEFAULT_LINES, MOST_LINES);
        String text =
                Optional.ofNullable(parameters.get("text")).orElse("").toLowerCase(Locale.ROOT);
        AuditLog.Page page = log.page(before, most, line -> contains(line, text));
        JsonArray entries = new JsonArray();
        page.lines().forEach(line -> entries.add(new JsonObject(line)));
        return new JsonObject()
                .put("entries", entries)
                .put("before", page.before() == 0 ? null : page.before());
    }

    private static long number(MultiMap parameters, String name, long otherwise, long most) {
        String text = parameters.get(name);
        return text == null ? otherwise : PushQuestion.number(name, text, 1, most);
    }

    private static boolean contains(String line, String text) {
        try {
            JsonObject entry = new JsonObject(line);
            return FIELDS.stream()
                    .anyMatch(field ->
                            entry.getString(field, "").toLowerCase(Locale.ROOT).contains(text));
        } catch (DecodeException | ClassCastException e) {
            // Half a line, where somebody asked for the middle of one.
            return false;
        }
    }
}
