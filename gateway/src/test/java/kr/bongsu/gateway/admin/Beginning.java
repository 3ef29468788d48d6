package kr.bongsu.gateway.admin;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/// Takes the first part of an answer that goes on and on; the rest waits until the server closes.
final class Beginning implements HttpResponse.BodySubscriber<String> {

    private final CompletableFuture<String> first = new CompletableFuture<>();

    /// All of an answer, but of an event stream only how it begins.
    static HttpResponse.BodySubscriber<String> of(HttpResponse.ResponseInfo answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event")
                ? new Beginning()
                : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<String> getBody() {
        return first;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        StringBuilder text = new StringBuilder();
        part.forEach(bytes -> text.append(StandardCharsets.UTF_8.decode(bytes)));
        first.complete(text.toString());
    }

    @Override
    public void onError(Throwable broken) {
        first.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        first.complete("");
    }
}
