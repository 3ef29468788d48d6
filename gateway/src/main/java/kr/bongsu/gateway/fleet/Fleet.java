package kr.bongsu.gateway.fleet;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The processes that the process manager of this user keeps. Blocks: a look for some milliseconds,
/// a deed for as long as processes take to end and to start.
public final class Fleet {

    private static final Duration LOOK = Duration.ofSeconds(3);

    /// Longer than any process may take to get ready and the one before it to finish.
    private static final Duration DONE = Duration.ofMinutes(5);

    private final ControlSocket socket;
    private final Self self;

    /// Which output of a process.
    public enum Output {
        OUT("outFile"),
        ERR("errorFile");

        private final String key;

        Output(String key) {
            this.key = key;
        }
    }

    Fleet(Path home, Self self) {
        this.socket = new ControlSocket(home.resolve("control.sock"));
        this.self = self;
    }

    /// The manager that started this process; without one, the one its user would start.
    public static Fleet of(Map<String, String> environment) {
        return new Fleet(Home.of(environment), Self.of(environment));
    }

    /// The folder of its manager, whether one runs or not.
    public Path home() {
        return socket.path().resolveSibling("").normalize();
    }

    /// Whether this very process can be reloaded without a moment in which nobody listens.
    public boolean reloadsItself() {
        return self.keepsSocket();
    }

    /// Every process, or nothing when no manager runs.
    ///
    /// @throws IOException when it does not answer
    public Optional<List<Member>> members() throws IOException {
        if (!socket.exists()) {
            return Optional.empty();
        }
        try {
            List<Member> members = new ArrayList<>();
            look(new JsonArray(), false).forEach(each -> members.add(Member.of(each, self)));
            return Optional.of(members);
        } catch (ConnectException noDaemon) {
            return Optional.empty();
        } catch (ClassCastException | NullPointerException e) {
            throw new IOException("it tells of processes in a way this version does not know", e);
        }
    }

    /// One process; empty when there is none of this id.
    public Optional<Member> member(int id) throws IOException {
        return members().orElse(List.of()).stream()
                .filter(each -> each.identity().id() == id)
                .findFirst();
    }

    /// The file that one output of a process goes to.
    public Optional<Path> log(int id, Output output) throws IOException {
        return look(new JsonArray().add(Integer.toString(id)), true).stream()
                .filter(each -> each.getInteger("id", -1) == id)
                .findFirst()
                .map(each -> each.getJsonObject("details", new JsonObject()))
                .map(details -> details.getString(output.key))
                .map(Path::of);
    }

    /// Says why a deed must not be done from here; nothing of it is done.
    ///
    /// @throws Refused when it must not
    public void check(Member member, Deed deed) throws IOException {
        String name = member.identity().name();
        if (member.self() && deed != Deed.RELOAD) {
            throw new Refused(
                    name
                            + " serves this page and is not ended from it; reload it, or use 'bongsu "
                            + deed.word()
                            + " "
                            + name
                            + "' on the machine");
        }
        if (member.self() && !self.keepsSocket()) {
            throw new Refused(
                    name
                            + " serves this page and is given no socket, so a reload would end it"
                            + " first: name its HTTP address under 'listen' in its ecosystem file");
        }
        if (deed == Deed.START && !member.isDown()) {
            throw new Refused(name + " (id " + member.identity().id() + ") runs already");
        }
        // A name comes before an id where the manager looks for what is meant.
        String id = Integer.toString(member.identity().id());
        for (Member each : members().orElse(List.of())) {
            if (each.identity().name().equals(id)) {
                throw new Refused(
                        "an application is called "
                                + id
                                + ", as this process is by its number; use the commands of the"
                                + " process manager");
            }
        }
    }

    /// Does it, and returns when it is done.
    ///
    /// @throws Refused with a sentence for a person when it must not be or did not come out well
    public void act(Member member, Deed deed) throws IOException {
        check(member, deed);
        JsonArray targets = new JsonArray().add(Integer.toString(member.identity().id()));
        JsonObject question =
                switch (deed) {
                    case STOP -> asking("act").put("verb", "stop");
                    // A stopped process is started by the same word.
                    case START, RESTART -> change("restart");
                    case RELOAD -> change("reload").put("apps", new JsonArray());
                };
        told(question.put("targets", targets));
    }

    /// Says why an application must not get another number of processes from here.
    ///
    /// @throws Refused when it must not
    public void checkScale(String application) throws IOException {
        List<Member> members =
                members().orElse(List.of()).stream()
                        .filter(each -> each.identity().name().equals(application))
                        .toList();
        if (members.isEmpty()) {
            throw new Refused("there is no application " + application);
        }
        if (members.stream().anyMatch(Member::self)) {
            throw new Refused(
                    application
                            + " serves this page and is not scaled from it; use 'bongsu scale' on"
                            + " the machine");
        }
    }

    /// Changes how many processes an application has, and returns when it is done.
    ///
    /// @throws Refused with a sentence for a person when it must not be or did not come out well
    public void scale(String application, int count) throws IOException {
        checkScale(application);
        told(asking("scale").put("name", application).put("count", Integer.toString(count)));
    }

    private static JsonObject asking(String what) {
        return new JsonObject().put("do", what);
    }

    private static JsonObject change(String what) {
        return asking(what)
                .put("changes", new JsonObject())
                .put("env", new JsonObject())
                .put("updateEnv", false)
                .put("parallel", 1);
    }

    private List<JsonObject> look(JsonArray targets, boolean details) throws IOException {
        JsonObject answer =
                answer(
                        asking("list")
                                .put("targets", targets)
                                .put("details", details)
                                .put("secrets", false),
                        LOOK);
        return answer.getJsonArray("processes", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private void told(JsonObject question) throws IOException {
        JsonArray problems = answer(question, DONE).getJsonArray("problems", new JsonArray());
        if (!problems.isEmpty()) {
            throw new Refused(String.join("; ", problems.stream().map(String::valueOf).toList()));
        }
    }

    private JsonObject answer(JsonObject question, Duration deadline) throws IOException {
        JsonObject answer = socket.ask(question, deadline);
        if ("failed".equals(answer.getString("is"))) {
            throw new Refused(answer.getString("message", "the process manager did not do it"));
        }
        return answer;
    }
}
