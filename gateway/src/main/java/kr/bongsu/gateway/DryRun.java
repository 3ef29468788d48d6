package kr.bongsu.gateway;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.bongsu.gateway.fcm.FcmProjects;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;

/// One push that FCM checks and does not deliver: tries configuration, network and credentials
/// before the first real one.
///
/// @param token empty when none is wanted
/// @param service as which it is sent
record DryRun(String token, String service) {

    private static final long LIMIT_SECONDS = 60;

    DryRun to(String newToken) {
        return new DryRun(newToken, service);
    }

    DryRun as(String newService) {
        return new DryRun(token, newService);
    }

    int run(Config config) throws InterruptedException {
        return run(config, System.out);
    }

    /// Prints to `out` what FCM says.
    ///
    /// @return the exit code: 0 when FCM would take it
    int run(Config config, PrintStream out) throws InterruptedException {
        Push push =
                new Push(
                        new PushId("dry-run", 1),
                        Lane.SINGLE,
                        new Message(service, "Bongsu", "dry run", "dry-run", "dry-run"),
                        new Recipient("0", "0", new DeviceToken(token), "Bongsu", "1"),
                        0);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        try (FcmProjects fcm = new FcmProjects(config.fcm(), InstantSource.system())) {
            fcm.start();
            fcm.validate(push, outcome::complete);
            Outcome said = outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            out.println(sentence(said));
            return said instanceof Outcome.Accepted ? 0 : 1;
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("bongsu gateway: no outcome in " + LIMIT_SECONDS + " s");
            return 1;
        }
    }

    private static String sentence(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "FCM would take it";
            case Outcome.Rejected(var reason, String detail) ->
                    "FCM would refuse it for good: " + reason + ", " + detail;
            case Outcome.Retry(var _, String reason, var _) -> "not now: " + reason;
            case Outcome.Throttled(var _, String reason) -> "not now: " + reason;
            case Outcome.Held(var _, String reason) ->
                    "not with these settings or credentials: " + reason;
            case Outcome.Unknown(String reason) -> "no answer: " + reason;
        };
    }
}
