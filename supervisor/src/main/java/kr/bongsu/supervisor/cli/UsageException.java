package kr.bongsu.supervisor.cli;

/// What was typed cannot be understood; the message says why and what would be.
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
