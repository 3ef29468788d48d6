package kr.bongsu.gateway.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.access.Accounts;
import kr.bongsu.gateway.access.ApiKeys;
import kr.bongsu.gateway.access.Audit;
import kr.bongsu.gateway.access.Login;
import kr.bongsu.gateway.access.Passwords;
import kr.bongsu.gateway.access.Role;
import kr.bongsu.gateway.access.Scope;
import kr.bongsu.gateway.access.Sessions;
import kr.bongsu.gateway.access.Staff;
import kr.bongsu.gateway.openid.OpenId;
import kr.bongsu.gateway.pulse.Vitals;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Shown;

/// Keys, accounts and audit log in a folder. Passwords are cheap to check here.
public record TestAccess(Path folder, Optional<OpenId> openId) {

    /// A message of this service is for the app alone.
    static final String SILENT = "silent";

    static final Sending SENDING = sending((_, _) -> CompletableFuture.completedFuture(Set.of()));
    static final String PASSWORD = "right-horse-7";

    private static final Passwords CHEAP = new Passwords(10);
    private static final InstantSource CLOCK = InstantSource.system();

    public TestAccess(Path folder) {
        this(folder, Optional.empty());
    }

    public Access access() {
        return new Access(
                keys(),
                staff(),
                new Logins(new Login(accounts(), CHEAP, CLOCK), openId),
                new Sessions(Sessions.Limits.USUAL, CLOCK, folder.resolve("sessions")),
                new Audit(audit(), CLOCK));
    }

    /// How pushes leave that are taken back so.
    static Sending sending(Sending.Recall recall) {
        return new Sending(new Vitals((_, _) -> {}), 600_000, TestAccess::shown, recall);
    }

    private static Optional<Shown> shown(Push push) {
        Message message = push.message();
        return message.service().equals(SILENT)
                ? Optional.empty()
                : Optional.of(
                        new Shown(
                                "[" + push.recipient().company() + "] " + message.title(),
                                message.body() + " " + push.id().number()));
    }

    /// Makes a person of each role, named as the role, with [#PASSWORD].
    TestAccess withEachRole() throws IOException {
        for (Role role : Role.values()) {
            staff().add(role.word(), role);
            staff().choose(role.word(), PASSWORD);
        }
        return this;
    }

    /// A key that may do everything.
    String key() throws IOException {
        return keys().add("kim", Set.of(Scope.values()));
    }

    public ApiKeys keys() {
        return new ApiKeys(folder.resolve("keys"));
    }

    Staff staff() {
        return new Staff(accounts(), CHEAP, CLOCK);
    }

    Path audit() {
        return folder.resolve("audit.jsonl");
    }

    private Accounts accounts() {
        return new Accounts(folder.resolve("accounts"));
    }
}
