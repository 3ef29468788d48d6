package kr.bongsu.gateway.fcm;

/// FCM cannot be used as configured; the message is a sentence for the person who started Bongsu.
public final class FcmException extends RuntimeException {

    public FcmException(String message) {
        super(message);
    }

    public FcmException(String message, Throwable cause) {
        super(message, cause);
    }
}
