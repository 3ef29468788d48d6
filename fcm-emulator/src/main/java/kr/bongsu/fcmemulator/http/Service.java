package kr.bongsu.fcmemulator.http;

/// Decides what happens with a request. Called on the event loop: it must not block.
@FunctionalInterface
public interface Service {
    Reply answer(Request request);
}
