package kr.bongsu.supervisor.json;

/// Text that is not the JSON it should be, with the place where it stops being it.
public final class JsonException extends RuntimeException {
    public JsonException(String message) {
        super(message);
    }
}
