package kr.bongsu.supervisor.cli;

/// What was asked for was understood but could not be done; the message is for a person.
final class CommandException extends RuntimeException {
    CommandException(String message) {
        super(message);
    }
}
