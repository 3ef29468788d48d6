package kr.bongsu.gateway.fcm;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kr.bongsu.fcmemulator.Emulator;
import kr.bongsu.fcmemulator.Options;
import kr.bongsu.fcmemulator.fault.Behaviour;
import kr.bongsu.fcmemulator.fault.Latency;
import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Outcome;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;
import kr.bongsu.gateway.push.Sender;

/// An emulator in this JVM, and settings for a client of it.
final class EmulatedFcm implements AutoCloseable {

    static final String TOKEN = "cT0kEn1234567890abcdEF:APA91bExampleToken";

    private final Path folder;
    private final String project;
    private final Emulator emulator;

    private EmulatedFcm(Path folder, String project, Emulator emulator) {
        this.folder = folder;
        this.project = project;
        this.emulator = emulator;
    }

    static EmulatedFcm start(Path folder, String project, String latency) throws Exception {
        return new EmulatedFcm(
                folder,
                project,
                Emulator.start(
                        new Options(
                                folder,
                                "127.0.0.1",
                                new Options.Ports(0, 0),
                                project,
                                Behaviour.DEFAULT.withLatency(Latency.parse(latency)))));
    }

    static EmulatedFcm start(Path folder) throws Exception {
        return start(folder, "demo-project", "1ms");
    }

    int tlsPort() {
        return emulator.tlsPort();
    }

    int port() {
        return emulator.port();
    }

    Path folder() {
        return folder;
    }

    /// Over TLS, impatient: two seconds for an answer.
    FcmSettings settings() {
        return settings(URI.create("https://127.0.0.1:" + tlsPort()));
    }

    FcmSettings settings(URI endpoint) {
        return new FcmSettings(
                project,
                folder.resolve("service-account.json"),
                endpoint,
                Optional.of(folder.resolve("ca.pem")),
                Duration.ofSeconds(2));
    }

    FcmSettings settings(FcmSettings.Sending sending) {
        FcmSettings all = settings();
        return new FcmSettings(all.project(), all.credentials(), all.way(), sending);
    }

    FcmSettings settings(FcmSettings.Connections connections) {
        return with(settings(), connections);
    }

    static FcmSettings with(FcmSettings all, FcmSettings.Connections connections) {
        return new FcmSettings(
                all.project(),
                all.credentials(),
                new FcmSettings.Way(
                        all.way().endpoint(),
                        all.way().trust(),
                        all.way().proxy(),
                        all.way().requestLimit(),
                        connections),
                all.sending());
    }

    static FcmClient started(FcmSettings settings) {
        FcmClient client = new FcmClient(settings, InstantSource.system());
        client.start();
        return client;
    }

    JsonObject stats() throws Exception {
        return ask("GET", "/stats", "");
    }

    int stat(String name) throws Exception {
        return stats().getInteger(name);
    }

    JsonObject control(String method, String path, String json) throws Exception {
        return ask(method, "/control/" + path, json);
    }

    private JsonObject ask(String method, String path, String json) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new JsonObject(
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + port() + path))
                                            .header("content-type", "application/json")
                                            .method(
                                                    method,
                                                    HttpRequest.BodyPublishers.ofString(json))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    static Push push(long number, String token, String service) {
        return new Push(
                new PushId("led", number),
                Lane.SINGLE,
                new Message(service, "제목", "본문", "g", "u"),
                new Recipient("1", "010", new DeviceToken(token), "c", "1"),
                0);
    }

    static CompletableFuture<Outcome> send(Sender client, long number, String token) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        client.send(push(number, token, "s"), outcome::complete);
        return outcome;
    }

    /// Sends one and waits for its outcome.
    static Outcome sent(Sender client, long number, String token) throws Exception {
        return send(client, number, token).get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        emulator.close();
    }
}
