package kr.bongsu.gateway.fcm;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.Sender;
import kr.bongsu.gateway.push.Shown;

/// Sends each push through the Firebase project of its service. Each project has a client of its
/// own, so that the trouble of one is not the others'.
public final class FcmProjects implements Sender, AutoCloseable {

    private final FcmClient otherwise;
    private final List<FcmClient> clients = new ArrayList<>();
    private final Map<String, FcmClient> byService = new HashMap<>();

    /// @throws FcmException with a sentence for a person when credentials or trust cannot be used
    public FcmProjects(FcmRouting routing, InstantSource clock) {
        try {
            this.otherwise = add(routing.otherwise(), clock);
            for (FcmRouting.Project project : routing.others()) {
                FcmClient client = add(project.settings(), clock);
                project.services().forEach(service -> byService.put(service, client));
            }
        } catch (FcmException e) {
            close();
            throw e;
        }
    }

    public void start() {
        clients.forEach(FcmClient::start);
    }

    @Override
    public void send(Push push, Consumer<Outcome> whenDone) {
        of(push).send(push, whenDone);
    }

    /// Has FCM check one push without delivering it.
    public void validate(Push push, Consumer<Outcome> whenDone) {
        of(push).validate(push, whenDone);
    }

    /// What a phone will show of a push; empty when its template makes a message to the app alone.
    public Optional<Shown> shown(Push push) {
        return of(push).shown(push);
    }

    @Override
    public String project(Push push) {
        return of(push).project();
    }

    @Override
    public int projects() {
        return clients.size();
    }

    @Override
    public boolean takes() {
        for (FcmClient client : clients) {
            if (client.takes()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean takes(String project) {
        for (FcmClient client : clients) {
            if (client.project().equals(project) && client.takes()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        clients.forEach(FcmClient::close);
    }

    private FcmClient of(Push push) {
        return byService.getOrDefault(push.message().service(), otherwise);
    }

    private FcmClient add(FcmSettings settings, InstantSource clock) {
        FcmClient client = new FcmClient(settings, clock);
        clients.add(client);
        return client;
    }
}
