package kr.bongsu.gateway.fleet;

/// It was not done; the message is a sentence for a person.
public final class Refused extends RuntimeException {

    Refused(String message) {
        super(message);
    }
}
